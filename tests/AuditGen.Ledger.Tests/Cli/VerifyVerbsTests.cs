using System.Text;
using System.Text.Json;

namespace AuditGen.Ledger.Tests.Cli;

public sealed class VerifyVerbsTests
{
    [Fact]
    public async Task Verify_says_valid_tampered_or_incomplete_by_its_exit_code()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 3, eventsEach: 40, anchor: true);
        await log.IndexAsync();
        await log.CloseAsync();
        string key = log.Signer.Key.ToString();
        string trail = Path.GetDirectoryName(log.Folder)!;
        string memory = log.File("seen.notes");
        CommandLine valid = await CommandLine.RunAsync("verify", trail, "--key", key, "--memory", memory, "--anchor", log.Anchor.Name);
        valid.Out.ShouldStartWith("valid: log erp.example/audit, 120 events covered, sealed 2026-11-22");
        valid.ExitCode.ShouldBe(0, valid.Error);
        (await CommandLine.RunAsync("verify", log.Folder, "--no-memory")).ExitCode.ShouldBe(2, "no key is known");

        await log.AttackAsync("segment-0000000000000000.db", "UPDATE events SET text = CAST(text || ' ' AS BLOB) WHERE idx = 7");
        CommandLine tampered = await CommandLine.RunAsync("verify", trail, "--key", key, "--memory", memory);
        tampered.ExitCode.ShouldBe(1);
        tampered.Out.Split('\n').ShouldContain(line => line.StartsWith($"tampered: event 7 ({log.Ids[7]}) in journal") && line.EndsWith("was edited or replaced: its text is not the one that was signed"));

        CommandLine json = await CommandLine.RunAsync("verify", trail, "--key", key, "--memory", memory, "--json");
        JsonElement report = JsonDocument.Parse(json.Out).RootElement;
        report.GetProperty("verdict").GetString().ShouldBe("tampered");
        report.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("kind").GetString() == "tampered");

        Directory.Delete(log.Folder, recursive: true);
        CommandLine gone = await CommandLine.RunAsync("verify", log.Folder, "--key", key, "--memory", memory);
        gone.ExitCode.ShouldBe(1);
        gone.Out.ShouldContain("it is gone");
        (await CommandLine.RunAsync("verify", log.Folder, "--key", key, "--no-memory")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_export_verifies_against_the_ledger_in_any_order_and_an_edited_line_is_named()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 3, eventsEach: 40);
        List<string> lines = await TextsAsync(log);
        string export = log.File("export.ndjson");
        string key = log.Signer.Key.ToString();
        await File.WriteAllLinesAsync(export, lines.Index().Where(line => line.Index % 3 == 0).Select(line => line.Item).Reverse(), TestContext.Current.CancellationToken);
        CommandLine selection = await CommandLine.RunAsync("verify", log.Folder, "--export", export, "--key", key, "--no-memory");
        selection.ExitCode.ShouldBe(0, selection.Out);
        selection.Out.ShouldContain("80 of 120 events are not among them: a selection was verified");

        lines[17] = lines[17].Replace("\"u-", "\"x-", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(export, lines, TestContext.Current.CancellationToken);
        CommandLine edited = await CommandLine.RunAsync("verify", log.Folder, "--export", export, "--key", key, "--no-memory");
        edited.ExitCode.ShouldBe(1);
        edited.Out.ShouldContain($"event {log.Ids[17]} is not in the ledger: it was edited");
    }

    [Fact]
    public async Task A_proof_holds_offline_and_no_changed_one_does()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 3, eventsEach: 41);
        log.Append(1);
        await log.CloseAsync();
        string key = log.Signer.Key.ToString();
        string file = log.File("proof.json");
        (await CommandLine.RunAsync("prove", log.Ids[77].ToString(), "--trail", log.Folder, "--out", file)).ExitCode.ShouldBe(0);
        CommandLine proven = await CommandLine.RunAsync("verify-proof", file, "--key", key);
        proven.ExitCode.ShouldBe(0, proven.Error);
        proven.Out.ShouldContain(log.Ids[77].ToString());
        ProofBundle bundle = ProofBundle.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        TrustedKey[] keys = [new(log.Signer.Key, KeyValidity.Always)];
        ProofVerifier.Reject(bundle, keys).ShouldBeNull();
        ProofBundle[] changed =
        [
            bundle with { Event = bundle.Event + " " },
            bundle with { Index = 78 },
            bundle with { Index = null },
            bundle with { Proof = bundle.Proof.RemoveAt(0) },
            bundle with { Proof = bundle.Proof.Add(bundle.Proof[0]) },
            bundle with { Proof = bundle.Proof.SetItem(0, "short") },
            bundle with { Checkpoint = bundle.Checkpoint.Replace("\n123\n", "\n124\n", StringComparison.Ordinal) },
            bundle with { Kind = "consistency" },
            bundle with { Kind = "other" },
        ];
        foreach (ProofBundle proof in changed)
        {
            ProofVerifier.Reject(proof, keys).ShouldNotBeNull();
        }

        using EcdsaLedgerSigner other = EcdsaLedgerSigner.Generate("erp.example/audit");
        ProofVerifier.Reject(bundle, [new TrustedKey(other.Key, KeyValidity.Always)]).ShouldNotBeNull();
        ProofVerifier.Reject(bundle, [keys[0] with { Validity = new KeyValidity(DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch) }]).ShouldNotBeNull().ShouldContain("not valid then");
        CommandLine unsealed = await CommandLine.RunAsync("prove", log.Ids[123].ToString(), "--trail", log.Folder, "--out", file);
        unsealed.ExitCode.ShouldBe(1);
        unsealed.Error.ShouldContain("not covered by a checkpoint yet");
        (await CommandLine.RunAsync("prove", Guid.Empty.ToString(), "--trail", log.Folder, "--out", file)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Any_two_checkpoints_are_proven_consistent()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 4, eventsEach: 33);
        await log.CloseAsync();
        string file = log.File("proof.json");
        for (int from = 1; from <= 4; from++)
        {
            for (int to = from; to <= 4; to++)
            {
                CommandLine made = await CommandLine.RunAsync("consistency", $"{from * 33}", $"{to * 33}", "--trail", log.Folder, "--out", file);
                made.ExitCode.ShouldBe(0, made.Error);
                (await CommandLine.RunAsync("verify-proof", file, "--key", log.Signer.Key.ToString())).ExitCode.ShouldBe(0);
            }
        }

        (await CommandLine.RunAsync("consistency", "34", "66", "--trail", log.Folder, "--out", file)).Error.ShouldContain("no checkpoint of 34 events");
    }

    private static async Task<List<string>> TextsAsync(TestLog log)
    {
        await log.CloseAsync();
        var lines = new List<string>();
        using Journal.IJournalReader reader = AuditGen.Sqlite.Journal.SqliteJournalReader.Open(log.Folder);
        using var page = new Journal.JournalPage();
        for (reader.Read(0, page); page.Count > 0; reader.Read(lines.Count, page))
        {
            foreach (Journal.JournalRecord record in page.Records)
            {
                lines.Add(Encoding.UTF8.GetString(record.Text.Span));
            }
        }

        return lines;
    }
}
