using AuditGen.Sqlite;

namespace AuditGen.Ledger.Tests.Sealing;

public sealed class LedgerSealerTests
{
    [Fact]
    public async Task Roots_are_those_of_the_definition_whatever_the_rounds()
    {
        var random = new Random(7);
        await using var log = new TestLog();
        var frontier = new MerkleFrontier();
        for (int round = 0; round < 30; round++)
        {
            log.Append(random.Next(1, 90));
            if (random.Next(3) == 0)
            {
                await log.CloseAsync();
            }

            StoredCheckpoint stored = await log.SealAsync();
            using ILeafSource leaves = Sqlite.Journal.SqliteJournalReader.Open(log.Folder);
            var all = new Sha256Hash[log.Ids.Count];
            leaves.Read(0, all).ShouldBe(all.Length);
            foreach (Sha256Hash leaf in all.AsSpan((int)frontier.Size))
            {
                frontier.Append(leaf);
            }

            LedgerCheckpoint checkpoint = LedgerCheckpoint.Parse(SignedNote.Parse(stored.Note.Span).Text.Span);
            checkpoint.Size.ShouldBe(all.Length);
            checkpoint.Root.ShouldBe(frontier.Root());
            stored.Sequence.ShouldBe(round + 1);
        }
    }

    [Fact]
    public async Task Proofs_from_the_tiles_verify_against_the_signed_root()
    {
        await using TestLog log = await new TestLog(segmentEvents: 100_000).RunAsync(3, 30_000);
        await using SqliteLedger ledger = SqliteLedger.OpenForReading(log.Folder);
        var builder = new MerkleProofBuilder(new LedgerTree(ledger));
        LedgerCheckpoint last = log.Sealer!.Last!;
        using ILeafSource leaves = Sqlite.Journal.SqliteJournalReader.Open(log.Folder);
        var leaf = new Sha256Hash[1];
        foreach (long index in (long[])[0, 1, 255, 256, 65_535, 65_536, 70_001, 89_999])
        {
            leaves.Read(index, leaf);
            var proof = await builder.InclusionAsync(index, last.Size, TestContext.Current.CancellationToken);
            MerkleProof.VerifyInclusion(index, last.Size, leaf[0], proof.AsSpan(), last.Root).ShouldBeTrue();
        }

        MerkleFrontier first = await builder.FrontierAsync(30_000, TestContext.Current.CancellationToken);
        var consistency = await builder.ConsistencyAsync(30_000, last.Size, TestContext.Current.CancellationToken);
        MerkleProof.VerifyConsistency(30_000, last.Size, first.Root(), last.Root, consistency.AsSpan()).ShouldBeTrue();
    }

    [Fact]
    public async Task Times_grow_though_the_clock_is_set_back()
    {
        await using TestLog log = await new TestLog().RunAsync(1, 10);
        DateTimeOffset? first = log.Sealer!.Last!.Timestamp;
        log.Time.Now = log.Time.Now.AddDays(-3);
        await log.RunAsync(1, 10);
        log.Sealer!.Last!.Timestamp!.Value.ShouldBeGreaterThan(first!.Value);
        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    [Fact]
    public async Task The_key_valid_at_the_time_signs_and_without_one_nothing_is_signed()
    {
        await using var log = new TestLog();
        DateTimeOffset turn = log.Time.Now.AddHours(1);
        DateTimeOffset end = turn.AddHours(1);
        using EcdsaLedgerSigner first = EcdsaLedgerSigner.Generate("erp.example/audit", new KeyValidity(log.Time.Now, turn));
        using EcdsaLedgerSigner second = EcdsaLedgerSigner.Generate("erp.example/audit", new KeyValidity(turn, end));
        log.Keys = [first, second];
        await log.RunAsync(2, 5);
        log.Time.Now = turn;
        await log.RunAsync(2, 5);
        log.Time.Now = end;
        log.Append(1);
        (await Should.ThrowAsync<LedgerException>(async () => await log.SealAsync())).Message.ShouldContain("No signing key is valid");
        LedgerReport report = await log.VerifyAsync(request => request with { Keys = new LedgerKeyRing(log.Keys).TrustedKeys });
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Checkpoints.ShouldBe(4);
    }

    [Fact]
    public async Task An_older_copy_of_the_journal_is_not_sealed()
    {
        await using TestLog log = await new TestLog().RunAsync(1, 10);
        await log.CloseAsync();
        string backup = log.Copy("backup");
        await log.RunAsync(1, 10, anchor: true);
        await log.CloseAsync();

        // The whole folder is put back: only the anchor knows better.
        log.Restore("backup");
        log.Append(3);
        (await Should.ThrowAsync<LedgerForkException>(async () => await log.OpenSealerAsync(log.Anchor))).Message.ShouldContain("20 events");

        // The anchor is cut, too, and the log goes on: nothing at hand contradicts it.
        File.WriteAllText(log.Anchor.Name, "");
        await log.OpenSealerAsync(log.Anchor);
        backup.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_journal_older_than_its_ledger_or_with_other_events_is_not_sealed()
    {
        await using TestLog log = await new TestLog(segmentEvents: 1000).RunAsync(1, 10);
        await log.CloseAsync();
        string ledger = Path.Combine(log.Folder, SqliteLedger.FileName);
        string older = log.File("older.db");
        File.Copy(ledger, older);
        log.Copy("backup");
        await log.RunAsync(1, 10);
        await log.CloseAsync();
        string newer = log.File("newer.db");
        File.Copy(ledger, newer);
        log.Restore("backup");
        File.Copy(newer, ledger, overwrite: true);
        (await Should.ThrowAsync<LedgerForkException>(async () => await log.OpenSealerAsync())).Message.ShouldContain("an older copy of the journal");
        await log.CloseAsync();

        // Ten other events take the place of the lost ones.
        log.Append(10);
        (await Should.ThrowAsync<LedgerForkException>(async () => await log.OpenSealerAsync())).Message.ShouldContain("event 10");
        await log.CloseAsync();
        File.Copy(older, ledger, overwrite: true);
        await log.OpenSealerAsync();
    }

    [Fact]
    public async Task Hashes_stored_before_a_crash_cut_the_checkpoint_off_are_taken_up()
    {
        await using TestLog log = await new TestLog(segmentEvents: 100_000).RunAsync(1, 300);
        log.Append(20_000);
        log.Keys = [new FailingSigner(log.Signer.Key)];
        await log.CloseAsync();
        await log.OpenSealerAsync();
        await Should.ThrowAsync<LedgerException>(async () => await log.SealAsync());
        await log.CloseAsync();
        log.Keys = [log.Signer];
        await log.SealAsync();
        log.Sealer!.Last!.Size.ShouldBe(20_300);
        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    [Fact]
    public async Task The_file_itself_refuses_to_change_or_lose_anything()
    {
        await using TestLog log = await new TestLog().RunAsync(2, 300);
        await log.CloseAsync();
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(log.Folder, SqliteLedger.FileName)};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (string sql in (string[])
        [
            "UPDATE hashes SET hashes = zeroblob(32)", "DELETE FROM hashes", "INSERT INTO hashes VALUES (10000, zeroblob(32))",
            "INSERT OR REPLACE INTO hashes VALUES (0, zeroblob(32))", "UPDATE checkpoints SET note = x'00'", "DELETE FROM checkpoints",
            "INSERT OR REPLACE INTO checkpoints VALUES (1, x'00')", "INSERT INTO checkpoints VALUES (9, x'00')",
            "UPDATE ledger SET origin = 'x'", "DELETE FROM ledger", "INSERT INTO ledger VALUES (2, 'x')",
        ])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => command.ExecuteNonQuery(), sql);
        }
    }

    private sealed class FailingSigner(NoteVerifierKey key) : ILedgerSigner
    {
        public NoteVerifierKey Key => key;

        public KeyValidity Validity => KeyValidity.Always;

        public ValueTask<ReadOnlyMemory<byte>> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken) =>
            throw new LedgerException("The key is out of reach.");
    }
}
