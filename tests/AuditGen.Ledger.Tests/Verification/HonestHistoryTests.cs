using System.Globalization;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Tests.Journal.Crashes;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Ledger.Tests.Verification;

/// <summary>
/// A hundred random honest histories: crashes between any two steps, key rotations, clocks set back, months that pass, small
/// segments, a store whose months move to archives. Longer ones with AUDITGEN_SOAK; processes that are really killed are in
/// <see cref="KilledHistoryTests"/>.
/// </summary>
public sealed class HonestHistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_honest_history_raises_an_alarm(int seed)
    {
        var random = new Random(seed);
        await using var log = new TestLog(seed, segmentEvents: random.Next(20, 400));
        List<EcdsaLedgerSigner> keys = [EcdsaLedgerSigner.Generate("erp.example/audit", new KeyValidity(DateTimeOffset.MinValue, log.Time.Now.AddDays(10_000)))];
        int steps = random.Next(3, 9) * Tool.Soak;
        int archived = 0;
        DateTimeOffset signed = log.Time.Now;
        for (int step = 0; step < steps; step++)
        {
            log.Keys = [.. keys];
            switch (random.Next(11))
            {
                case 0:
                    await log.CloseAsync();
                    break;
                case 1:
                    log.Time.Now = log.Time.Now.AddSeconds(-random.Next(1000));
                    break;
                case 2:
                    DateTimeOffset turn = (log.Time.Now > signed ? log.Time.Now : signed).AddSeconds(1 + random.Next(100));
                    EcdsaLedgerSigner last = keys[^1];
                    keys[^1] = EcdsaLedgerSigner.FromPem(last.Key.Name, last.ExportPem(), new KeyValidity(last.Validity.NotBefore, turn));
                    last.Dispose();
                    keys.Add(EcdsaLedgerSigner.Generate("erp.example/audit", new KeyValidity(turn, turn.AddDays(10_000))));
                    log.Keys = [.. keys];
                    await log.CloseAsync();
                    break;
                case 4:
                    log.Time.Now = log.Time.Now.AddDays(random.Next(1, 50));
                    break;
                case 5:
                    await log.IndexAsync(async store => archived += (await store.ArchiveAsync(new FixedPolicies(), TestContext.Current.CancellationToken)).Archived.Length);
                    break;
                case 3:
                    await log.OpenSealerAsync(log.Anchor);
                    await log.SealAsync();
                    break;
                default:
                    log.Append(random.Next(1, 80));
                    await log.SealAsync(anchor: random.Next(2) == 0);
                    break;
            }

            // Also where the clock was set back, the next checkpoint is dated after this one.
            signed = log.Sealer?.Last?.Timestamp ?? signed;
        }

        log.Keys = [.. keys];
        await log.SealAsync();
        log.Append(random.Next(0, 5));
        log.Time.Now = log.Time.Now.AddDays(random.Next(0, 60));
        await log.IndexAsync(async store => archived += (await store.ArchiveAsync(new FixedPolicies(), TestContext.Current.CancellationToken)).Archived.Length);
        await log.CloseAsync();
        LedgerVerification request = log.Request([.. keys.Select(key => new TrustedKey(key.Key, key.Validity))]) with
        {
            Copies = [SqliteJournalEvents.Open(log.Folder), SqliteStoreEvents.Open(log.StoreFolder)],
            Anchors = [log.Anchor],
            Memory = log.Memory,
        };
        for (int round = 0; round < 2; round++)
        {
            LedgerReport report = await LedgerVerifier.VerifyAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            report.Faults.Where(fault => fault.Kind is LedgerFaultKind.Tampered or LedgerFaultKind.Bypassed).ShouldBeEmpty(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {archived} archives: {string.Join('\n', report.Faults)}"));
        }

        keys.ForEach(key => key.Dispose());
    }
}
