using System.Globalization;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Tests.Journal.Crashes;

namespace AuditGen.Ledger.Tests.Verification;

/// <summary>
/// Histories of processes that append, seal, anchor, index and archive, and are killed (SIGKILL) at random moments: none is taken
/// for tampering, and the next process seals on. More with AUDITGEN_SOAK.
/// </summary>
public sealed class KilledHistoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_kill_looks_like_tampering(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var memory = new FileAnchor(folder.File("memory.notes"));
        string journal = folder.File("journal");
        var reached = new HashSet<string>(StringComparer.Ordinal);
        long covered = 0;
        for (int life = 0; life < 6 * Tool.Soak || covered == 0 || !reached.Contains("archived"); life++)
        {
            using (CrashChildProcess child = CrashChildProcess.Start("seal", Path.GetDirectoryName(journal)!, random.Next()))
            {
                child.ReadLines(random.Next(1, 60));
                Tool.Spin(TimeSpan.FromMicroseconds(random.Next(5000)));
                child.Kill();
                reached.UnionWith(child.Lines);
            }

            if (!File.Exists(Path.Combine(journal, SqliteLedger.FileName)))
            {
                continue;
            }

            LedgerReport report = await VerifyAsync(journal, folder.File("store"), memory);
            report.Faults.Where(fault => fault.Kind is LedgerFaultKind.Tampered or LedgerFaultKind.Bypassed)
                .ShouldBeEmpty(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, life {life}: {string.Join('\n', report.Faults)}"));
            report.Covered.ShouldBeGreaterThanOrEqualTo(covered);
            covered = report.Covered;
        }

        output.WriteLine($"{covered} events covered; {string.Join(", ", reached.Order(StringComparer.Ordinal))}");
        reached.ShouldBeSubsetOf(["opened", "appended", "sealed", "anchored", "indexed", "looked for archives", "built", "verified", "named", "archived", "released"]);
    }

    private static async Task<LedgerReport> VerifyAsync(string journal, string store, FileAnchor memory)
    {
        string keys = SqliteLedgerBackend.KeyFolderOf(journal);
        var request = new LedgerVerification
        {
            OpenLedger = () => SqliteLedger.OpenForReading(journal),
            Copies = File.Exists(Path.Combine(store, "store.db"))
                ? [SqliteJournalEvents.Open(journal), SqliteStoreEvents.Open(store)]
                : [SqliteJournalEvents.Open(journal)],
            Keys = LedgerKeyFolder.ReadPublic(keys),
            Anchors = [new FileAnchor(Path.Combine(keys, LedgerKeyFolder.AnchorFile))],
            Memory = memory,
            Workers = 2,
        };
        return await LedgerVerifier.VerifyAsync(request, cancellationToken: TestContext.Current.CancellationToken);
    }
}
