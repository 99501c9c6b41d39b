using System.Globalization;
using System.Text;
using AuditGen.Erasure;
using AuditGen.Erp.Tests.Days;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>An employee, and a user, ask to be forgotten after a day of business.</summary>
public sealed class ErasureDayTests
{
    private static readonly DateTimeOffset s_later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_erasure_nothing_of_a_person_is_in_any_file_the_trail_is_valid_and_everybody_else_is_still_there()
    {
        await using RunDay run = await RunDay.StartAsync(events: 1_500, seed: 11, configure: static services =>
            services.Configure<ErasureOptions>(static options => options.SubjectOfActor = static actor => "user:" + actor.Id));
        await ForgottenPerson.LiveAsync(run.Services);
        IAuditReader reader = run.Services.GetRequiredService<IAuditReader>();
        await SettleAsync(run.Services);
        AuditState before = await reader.AsOfAsync("employee", ForgottenPerson.Subject, s_later, AuditAccess.Everything, Token);
        before.Name.ShouldBe("Canaria Kanarienvogel");
        before["/personal/bornOn"].GetString().ShouldBe("1931-07-19");
        before["/personal/home"].ToDisplayText().ShouldContain("Kanariengasse 90817");
        before.Faults.ShouldBeEmpty();

        // Nothing is in clear even now: the files hold sealed values, the keys lie elsewhere.
        var scan = new SecretScan(ForgottenPerson.Canaries);
        LaterYear.Quarantine(run.Services);
        scan.FindInOpenFiles(run.Folder).ShouldBeEmpty();
        byte[][] keys = [.. Keys(run.Services)];
        IAuditErasure erasure = run.Services.GetRequiredService<IAuditErasure>();
        using (ForgottenPerson.As("clerk"))
        {
            (await erasure.EraseAsync(ForgottenPerson.Subject, "ticket 4711", Token)).ShouldBe(ErasureOutcome.Denied);
        }

        using (ForgottenPerson.As("data-protection"))
        {
            (await erasure.EraseAsync(ForgottenPerson.Subject, "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
            (await erasure.EraseAsync(ForgottenPerson.UserSubject, "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
        }

        await SettleAsync(run.Services);
        AuditState after = await reader.AsOfAsync("employee", ForgottenPerson.Subject, s_later, AuditAccess.Everything, Token);
        after.Name.ShouldBe("(erased)");
        foreach (string path in new[] { "/name", "/personal/bornOn", "/personal/home", "/personal/privatePhone" })
        {
            after[path].Kind.ShouldBe(AuditValueKind.Erased, path);
        }

        after["/position"].GetString().ShouldBe("Archivist");
        after.Faults.ShouldBeEmpty();
        AuditPage acts = await reader.SearchAsync(new AuditQuery { Access = AuditAccess.Everything, Actors = ["vogelsang"] }, AuditPaging.First, Token);
        acts.Records.ShouldNotBeEmpty();
        acts.Records.ShouldAllBe(static record => record.Event.Actor.Name == "(erased)");
        (await OthersAsync(reader)).ShouldAllBe(static e => e.Resource!.Name != null && e.Resource.Name != "(erased)");

        await run.StopAsync();
        await LaterYear.ArchiveAsync(run.Folder);
        scan.FindInFiles(run.Folder).ShouldBeEmpty();
        run.Log.Lines.Select(line => scan.FindIn(Encoding.UTF8.GetBytes(line))).ShouldAllBe(static found => found.Length == 0);
        foreach (string file in Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            byte[] content = await File.ReadAllBytesAsync(file, Token);
            keys.Any(key => content.AsSpan().IndexOf(key) >= 0).ShouldBeFalse(file);
        }

        LedgerReport report = await VerifyAsync(Path.Combine(run.Folder, "trail"));
        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    private static async Task SettleAsync(IServiceProvider services) => (await services.GetRequiredService<IAuditReader>().WaitUntilVisibleAsync(
        services.GetRequiredService<AuditGen.Journal.IJournal>().NextIndex, TimeSpan.FromMinutes(2), Token)).ShouldBeTrue();

    private static IEnumerable<byte[]> Keys(IServiceProvider services)
    {
        ISubjectKeyStore keys = services.GetRequiredService<ISubjectKeyStore>();
        yield return keys.GetOrCreate(ForgottenPerson.Subject).Material.ToArray();
        yield return keys.GetOrCreate(ForgottenPerson.UserSubject).Material.ToArray();
    }

    private static async Task<List<AuditEvent>> OthersAsync(IAuditReader reader)
    {
        var others = new List<AuditEvent>();
        await foreach (AuditRecord record in reader.ExportAsync(new AuditQuery { Access = AuditAccess.Everything, ResourceTypes = ["employee"] }, cancellationToken: Token))
        {
            if (record.Event.Resource!.Id != ForgottenPerson.Subject)
            {
                others.Add(record.Event);
            }
        }

        others.Count.ShouldBeGreaterThan(5, string.Create(CultureInfo.InvariantCulture, $"{others.Count} events"));
        return others;
    }

    private static async Task<LedgerReport> VerifyAsync(string trail)
    {
        string journal = Path.Combine(trail, "journal");
        IStoredEvents[] copies = [SqliteJournalEvents.Open(journal), SqliteStoreEvents.Open(Path.Combine(trail, "store"), SqliteStoreEvents.ReadQuarantined(journal))];
        try
        {
            return await LedgerVerifier.VerifyAsync(
                new LedgerVerification
                {
                    OpenLedger = () => SqliteLedger.OpenForReading(journal),
                    Copies = [.. copies],
                    Keys = LedgerKeyFolder.ReadPublic(SqliteLedgerBackend.KeyFolderOf(journal)),
                },
                progress: null,
                Token);
        }
        finally
        {
            foreach (IStoredEvents copy in copies)
            {
                (copy as IDisposable)?.Dispose();
            }
        }
    }
}
