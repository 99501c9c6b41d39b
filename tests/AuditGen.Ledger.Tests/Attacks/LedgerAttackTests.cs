using System.Text;
using AuditGen.Sqlite;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>Attacks on hashes, checkpoints, keys and whole logs.</summary>
public sealed class LedgerAttackTests
{
    private const string Ledger = SqliteLedger.FileName;
    private const string Segment = "segment-0000000000000000.db";

    [Fact]
    public async Task An_edited_leaf_hash_is_named_as_such_and_the_event_is_cleared()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, "UPDATE hashes SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE position = 60");
        LedgerFault[] faults = await TamperedAsync(log);
        faults.Length.ShouldBe(1);
        faults[0].ToString().ShouldBe($"tampered: event 60 ({log.Ids[60]}) in the ledger: has a leaf hash that was changed; the event itself is the one that was signed");
    }

    [Fact]
    public async Task An_edited_upper_tile_is_named()
    {
        await using TestLog log = await new TestLog(segmentEvents: 10_000).RunAsync(4, 200);
        await log.AttackSilentlyAsync(Ledger, "UPDATE hashes SET hashes = zeroblob(length(hashes)) WHERE position >> 56 = 1 AND (position & 255) = 1");
        (await TamperedAsync(log)).Single().Message.ShouldBe("the hash at tile level 1, position 1, is not the root of leaves 256 to 511");
    }

    [Fact]
    public async Task An_event_and_its_leaf_hash_edited_together_contradict_the_signed_root()
    {
        await using TestLog log = await LogAsync();
        byte[] text = Encoding.UTF8.GetBytes("{\"v\":1}");
        string leaf = Sha256Hash.OfLeaf(text).ToString();
        await log.AttackSilentlyAsync(Segment, $"UPDATE events SET text = $t, leaf = x'{leaf}' WHERE idx = 70", ("$t", text));
        await log.AttackSilentlyAsync(Ledger, $"UPDATE hashes SET hashes = CAST(substr(hashes, 1, 320) || x'{leaf}' || substr(hashes, 353) AS BLOB) WHERE position = 60");
        LedgerReport report = await log.VerifyAsync(request => request with { HashOnly = true });
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        LedgerFault fault = report.Faults[0];
        fault.Checkpoint.ShouldBe(3);
        fault.Message.ShouldContain("differs from event 60 on, before event 90");
    }

    [Fact]
    public async Task Deleted_hashes_are_found()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, "DELETE FROM hashes WHERE position = 30");
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults.ShouldContain(fault => fault.Index == 30);
    }

    [Fact]
    public async Task A_deleted_checkpoint_is_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, "DELETE FROM checkpoints WHERE sequence = 2");
        (await TamperedAsync(log)).Single().ToString().ShouldContain("checkpoint 2 in");

        // Renumbered, it leaves no gap; an anchor remembers it.
        await log.AttackSilentlyAsync(Ledger, "UPDATE checkpoints SET sequence = sequence - 1 WHERE sequence > 1");
        LedgerReport report = await log.VerifyAsync(request => request with { Anchors = [log.Anchor] });
        report.Faults[0].Message.ShouldContain("holds a signed checkpoint of 60 events");
    }

    [Fact]
    public async Task An_edited_checkpoint_is_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, "UPDATE checkpoints SET note = CAST(replace(CAST(note AS TEXT), char(10) || '90' || char(10), char(10) || '91' || char(10)) AS BLOB) WHERE sequence = 3");
        LedgerFault fault = (await TamperedAsync(log)).Single();
        fault.Checkpoint.ShouldBe(3);
        fault.Message.ShouldContain("does not verify");
    }

    [Theory]
    [InlineData("x'00'", "malformed")]
    [InlineData("CAST('erp.example/audit' || char(10) || '90' || char(10, 10) || '— a b' || char(10) AS BLOB)", "malformed")]
    [InlineData("substr(note, 1, length(note) - 1)", "newline")]
    [InlineData("CAST(replace(CAST(note AS TEXT), 'erp.example/audit' || char(10) || '90', 'erp.example/other' || char(10) || '90') AS BLOB)", "is one of log 'erp.example/other'")]
    public async Task A_malformed_or_foreign_checkpoint_is_named(string note, string message)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, $"UPDATE checkpoints SET note = {note} WHERE sequence = 3");
        LedgerFault fault = (await TamperedAsync(log)).Single();
        fault.Checkpoint.ShouldBe(3);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Moved_checkpoints_are_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Ledger, "UPDATE checkpoints SET sequence = 99 WHERE sequence = 2; UPDATE checkpoints SET sequence = 2 WHERE sequence = 3; UPDATE checkpoints SET sequence = 3 WHERE sequence = 99");
        LedgerFault[] faults = await TamperedAsync(log);
        faults.ShouldAllBe(fault => fault.Checkpoint == 3);
        faults.ShouldContain(fault => fault.Message.Contains("checkpoints were moved"));
    }

    [Fact]
    public async Task A_ledger_rolled_back_with_its_journal_contradicts_anchor_and_memory()
    {
        await using TestLog log = await LogAsync();
        await log.VerifyAsync(request => request with { Memory = log.Memory });
        await log.AttackSilentlyAsync(Segment, "DELETE FROM events WHERE idx >= 60");
        await log.AttackSilentlyAsync(Ledger, "DELETE FROM checkpoints WHERE sequence > 2; DELETE FROM hashes WHERE position BETWEEN 60 AND 1000");
        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid, "nothing inside contradicts a cut tail: that is what anchors are for");
        foreach (LedgerReport report in (LedgerReport[])
        [
            await log.VerifyAsync(request => request with { Anchors = [log.Anchor] }),
            await log.VerifyAsync(request => request with { Memory = log.Memory }),
        ])
        {
            report.Verdict.ShouldBe(LedgerVerdict.Tampered);
            report.Faults.ShouldContain(fault => fault.Message.Contains("events after 59 were cut off"));
        }
    }

    [Fact]
    public async Task A_restored_older_backup_that_goes_on_writing_is_a_fork()
    {
        await using TestLog log = await LogAsync();
        await log.CloseAsync();
        log.Copy("backup");
        await log.RunAsync(2, 30, anchor: true);
        await log.VerifyAsync(request => request with { Memory = log.Memory });
        log.Restore("backup");

        // The sealer is not shown the anchor, so it signs.
        await log.RunAsync(3, 30);
        LedgerReport report = await log.VerifyAsync(request => request with { Anchors = [log.Anchor], Memory = log.Memory });
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults.ShouldContain(fault => fault.Where.StartsWith("anchor") && fault.Message.Contains("the log was forked after event 119"));
        report.Faults.ShouldContain(fault => fault.Where.StartsWith("memory"));
    }

    [Fact]
    public async Task Two_signed_roots_of_one_size_are_a_fork()
    {
        await using TestLog log = await LogAsync();
        LedgerCheckpoint other = LedgerCheckpoint.Create("erp.example/audit", 120, Sha256Hash.OfEmptyTree, log.Time.Now.AddSeconds(5));
        SignedNote note = await CheckpointSigner.SignAsync(other, log.Signer, TestContext.Current.CancellationToken);
        await log.AttackSilentlyAsync(Ledger, "INSERT INTO checkpoints VALUES (5, $n)", ("$n", note.ToBytes()));
        LedgerFault[] faults = await TamperedAsync(log);
        faults.ShouldAllBe(fault => fault.Checkpoint == 5);
        faults.ShouldContain(fault => fault.Message.Contains("another root for 120 events"));
    }

    [Fact]
    public async Task A_split_view_is_found_when_two_verifiers_compare_what_they_remember()
    {
        await using TestLog one = await LogAsync();
        await one.CloseAsync();
        one.Copy("other view");
        await one.RunAsync(1, 30);
        (await one.VerifyAsync(request => request with { Memory = one.Memory })).Verdict.ShouldBe(LedgerVerdict.Valid);
        one.Restore("other view");
        await one.RunAsync(1, 30);
        var second = new FileAnchor(one.File("second.notes"));
        (await one.VerifyAsync(request => request with { Memory = second })).Verdict.ShouldBe(LedgerVerdict.Valid);
        LedgerReport together = await one.VerifyAsync(request => request with { Memory = second, Anchors = [one.Memory] });
        together.Verdict.ShouldBe(LedgerVerdict.Tampered);
        together.Faults.ShouldContain(fault => fault.Message.Contains("forked after event 119"));
    }

    [Fact]
    public async Task A_log_rebuilt_with_the_current_key_contradicts_anchor_and_memory()
    {
        await using TestLog log = await LogAsync();
        await log.VerifyAsync(request => request with { Memory = log.Memory });
        await RebuildAsync(log, log.Signer);
        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid, "a stolen current key signs anything");
        (await log.VerifyAsync(request => request with { Anchors = [log.Anchor] })).Faults.ShouldContain(fault => fault.Where.StartsWith("anchor") && fault.Kind == LedgerFaultKind.Tampered);
        (await log.VerifyAsync(request => request with { Memory = log.Memory })).Faults.ShouldContain(fault => fault.Where.StartsWith("memory") && fault.Kind == LedgerFaultKind.Tampered);
    }

    [Fact]
    public async Task A_log_rebuilt_with_a_stolen_old_key_is_found_by_the_keys_validity_or_by_the_events_times()
    {
        await using TestLog log = await LogAsync();
        DateTimeOffset retired = log.Time.Now.AddDays(-1);
        using EcdsaLedgerSigner stolen = EcdsaLedgerSigner.Generate("erp.example/audit");
        var old = new TrustedKey(stolen.Key, new KeyValidity(DateTimeOffset.MinValue, retired));
        var current = new TrustedKey(log.Signer.Key, KeyValidity.Always);

        // Dated truthfully, the signatures lie outside the key's validity.
        await RebuildAsync(log, stolen);
        LedgerReport report = await log.VerifyAsync(request => request with { Keys = [old, current] });
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults[0].Message.ShouldContain("was not valid then");

        // Dated back into it, they are older than the events.
        await log.AttackSilentlyAsync(Ledger, "DELETE FROM checkpoints");
        await using (SqliteLedger ledger = SqliteLedger.OpenForReading(log.Folder))
        {
            Sha256Hash root = (await new MerkleProofBuilder(new LedgerTree(ledger)).FrontierAsync(120, TestContext.Current.CancellationToken)).Root();
            SignedNote note = await CheckpointSigner.SignAsync(LedgerCheckpoint.Create("erp.example/audit", 120, root, retired.AddHours(-1)), stolen, TestContext.Current.CancellationToken);
            await log.AttackSilentlyAsync(Ledger, "INSERT INTO checkpoints VALUES (1, $n)", ("$n", note.ToBytes()));
        }

        report = await log.VerifyAsync(request => request with { Keys = [old, current] });
        report.Faults[0].Index.ShouldBe(0);
        report.Faults[0].Message.ShouldContain("back-dated");
    }

    [Fact]
    public async Task Checkpoints_of_unknown_and_expired_keys_and_wrong_key_ids_are_named()
    {
        await using TestLog log = await LogAsync();
        using EcdsaLedgerSigner stranger = EcdsaLedgerSigner.Generate("erp.example/audit");
        LedgerReport unknown = await log.VerifyAsync(request => request with { Keys = [new TrustedKey(stranger.Key, KeyValidity.Always)] });
        unknown.Verdict.ShouldBe(LedgerVerdict.Tampered);
        unknown.Faults.Where(fault => fault.Checkpoint is not null).ShouldAllBe(fault => fault.Message.Contains("no signature by a known key"));
        LedgerReport expired = await log.VerifyAsync(request => request with
        {
            Keys = [new TrustedKey(log.Signer.Key, new KeyValidity(DateTimeOffset.MinValue, log.Time.Now.AddDays(-1)))],
        });
        expired.Faults.Count(fault => fault.Message.Contains("was not valid then")).ShouldBe(4);
        SignedNote note = SignedNote.Parse((await ReadLastAsync(log)).Span);
        SignedNote wrong = SignedNote.Create(Encoding.UTF8.GetString(note.Text.Span), note.Signatures[0] with { KeyId = note.Signatures[0].KeyId + 1 });
        await log.AttackSilentlyAsync(Ledger, "UPDATE checkpoints SET note = $n WHERE sequence = 4", ("$n", wrong.ToBytes()));
        LedgerFault fault = (await TamperedAsync(log)).Single();
        fault.Checkpoint.ShouldBe(4);
        fault.Message.ShouldContain("no signature by a known key");
    }

    [Fact]
    public async Task A_clock_rolled_back_between_checkpoints_is_named()
    {
        await using TestLog log = await LogAsync();
        LedgerCheckpoint last = LedgerCheckpoint.Parse(SignedNote.Parse((await ReadLastAsync(log)).Span).Text.Span);
        SignedNote note = await CheckpointSigner.SignAsync(LedgerCheckpoint.Create(last.Origin, last.Size, last.Root, last.Timestamp!.Value.AddMinutes(-1)), log.Signer, TestContext.Current.CancellationToken);
        await log.AttackSilentlyAsync(Ledger, "INSERT INTO checkpoints VALUES (5, $n)", ("$n", note.ToBytes()));
        LedgerFault fault = (await TamperedAsync(log)).Single();
        fault.Checkpoint.ShouldBe(5);
        fault.Message.ShouldContain("the clock was rolled back");
    }

    [Fact]
    public async Task Another_log_in_the_place_of_a_remembered_one_is_found()
    {
        await using TestLog log = await LogAsync();
        await log.VerifyAsync(request => request with { Memory = log.Memory });
        await using TestLog other = await new TestLog(seed: 5, origin: "erp.example/new").RunAsync(1, 10);
        await other.CloseAsync();
        Directory.Delete(log.Folder, recursive: true);
        Directory.Move(other.Folder, log.Folder);
        LedgerReport report = await log.VerifyAsync(request => request with { Memory = log.Memory, Keys = [new TrustedKey(other.Signer.Key, KeyValidity.Always)] });
        report.Faults[0].Message.ShouldContain("knows this place as log 'erp.example/audit' with 120 events");
    }

    [Fact]
    public async Task A_torn_line_of_an_anchor_costs_no_other_one()
    {
        await using TestLog log = await LogAsync();
        byte[] lines = await File.ReadAllBytesAsync(log.Anchor.Name, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(log.Anchor.Name, lines[..^40], TestContext.Current.CancellationToken);
        await log.OpenSealerAsync(log.Anchor);
        await log.SealAsync(anchor: true);
        LedgerReport report = await log.VerifyAsync(request => request with { Anchors = [log.Anchor] });
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Faults.Single().ToString().ShouldContain("line 4 is no checkpoint and is passed over");
    }

    private static Task<TestLog> LogAsync() => new TestLog(segmentEvents: 10_000).RunAsync(rounds: 4, eventsEach: 30, anchor: true);

    private static async Task<LedgerFault[]> TamperedAsync(TestLog log) =>
        [.. (await log.VerifyAsync()).Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];

    private static async Task<ReadOnlyMemory<byte>> ReadLastAsync(TestLog log)
    {
        await log.CloseAsync();
        await using SqliteLedger ledger = SqliteLedger.OpenForReading(log.Folder);
        return (await ledger.LastCheckpointAsync(TestContext.Current.CancellationToken))!.Note;
    }

    /// <summary>Other events, another ledger, the same name and whatever key the attacker has.</summary>
    private static async Task RebuildAsync(TestLog log, EcdsaLedgerSigner key)
    {
        await log.CloseAsync();
        await using var forged = new TestLog(seed: 99, segmentEvents: 10_000) { Keys = [key] };
        await forged.RunAsync(4, 30);
        await forged.CloseAsync();
        Directory.Delete(log.Folder, recursive: true);
        Directory.Move(forged.Folder, log.Folder);
    }
}
