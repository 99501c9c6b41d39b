using System.Globalization;
using System.Text;
using AuditGen.Erasure;
using AuditGen.Erp.Tests.Days;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Erp.HumanResources;
using Erp.Identity;
using Erp.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>An employee, and a user, ask to be forgotten after a day of business.</summary>
public sealed class ErasureDayTests
{
    private static readonly Id<Employee> s_employee = new(Guid.Parse("0197f3a0-0000-7000-8000-00000000abcd"));
    private static readonly Id<User> s_user = new(Guid.Parse("0197f3a0-0000-7000-8000-00000000abce"));
    private static readonly DateTimeOffset s_later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_canaries =
    [
        "Canaria Kanarienvogel", "1931-07-19", "Kanarienweg 77153", "Kanariengasse 90817", "+49 1577 77153901", "Kanaria Vogelsang", "vogelsang.canary@example.com",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_erasure_nothing_of_a_person_is_in_any_file_the_trail_is_valid_and_everybody_else_is_still_there()
    {
        await using RunDay run = await RunDay.StartAsync(events: 1_500, seed: 11, configure: static services =>
            services.Configure<ErasureOptions>(static options => options.SubjectOfActor = static actor => "user:" + actor.Id));
        await LiveAsync(run.Services);
        IAuditReader reader = run.Services.GetRequiredService<IAuditReader>();
        await SettleAsync(run.Services);
        AuditState before = await reader.AsOfAsync("employee", s_employee.ToString(), s_later, AuditAccess.Everything, Token);
        before.Name.ShouldBe("Canaria Kanarienvogel");
        before["/personal/bornOn"].GetString().ShouldBe("1931-07-19");
        before["/personal/home"].ToDisplayText().ShouldContain("Kanariengasse 90817");
        before.Faults.ShouldBeEmpty();

        // Nothing is in clear even now: the files hold sealed values, the keys lie elsewhere.
        var scan = new SecretScan(s_canaries);
        LaterYear.Quarantine(run.Services);
        scan.FindInOpenFiles(run.Folder).ShouldBeEmpty();
        byte[][] keys = [.. Keys(run.Services)];
        IAuditErasure erasure = run.Services.GetRequiredService<IAuditErasure>();
        using (As("clerk"))
        {
            (await erasure.EraseAsync(s_employee.ToString(), "ticket 4711", Token)).ShouldBe(ErasureOutcome.Denied);
        }

        using (As("data-protection"))
        {
            (await erasure.EraseAsync(s_employee.ToString(), "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
            (await erasure.EraseAsync("user:vogelsang", "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
        }

        await SettleAsync(run.Services);
        AuditState after = await reader.AsOfAsync("employee", s_employee.ToString(), s_later, AuditAccess.Everything, Token);
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

    /// <summary>The person is hired, moves, and works; a user of the same person is made and acts.</summary>
    private static async Task LiveAsync(IServiceProvider services)
    {
        var personal = new PersonalData(new DateOnly(1931, 7, 19), "65111222Q333444", new Address("Kanarienweg 77153", "10115", "Berlin", "DE"), "+49 1577 77153901");
        using (As("manager"))
        {
            await SendAsync(services, new HireEmployee(
                s_employee, "EMP-ERASE-1", "Canaria Kanarienvogel", "Archivist", null, new Money(50_000m, Currency.EUR), Iban.Compose("NL", "CNRY1234567890").Value, personal));
            await SendAsync(services, new UpdatePersonalData(s_employee, personal with { Home = new Address("Kanariengasse 90817", "10117", "Berlin", "DE") }));
            await SendAsync(services, new CreateUser(s_user, "vogelsang", "Kanaria Vogelsang", "vogelsang.canary@example.com", "Pw!abcdefghijklmn9"));
        }

        using IDisposable acting = AuditContext.Begin(new AuditContext { Actor = new AuditActor("vogelsang") { Name = "Kanaria Vogelsang", Email = "vogelsang.canary@example.com" } });
        await SendAsync(services, new SubmitLeaveRequest(
            new Id<LeaveRequest>(Guid.CreateVersion7()), s_employee, new DateRange(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 5))));
    }

    private static async Task SendAsync<TCommand>(IServiceProvider services, TCommand command)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        RequestContext request = scope.ServiceProvider.GetRequiredService<RequestContext>();
        request.Now = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
        request.Roles = ["manager", "administrator"];
        request.ApprovalLimit = 1_000_000m;
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, Token);
    }

    private static IDisposable As(string role) => AuditContext.Begin(new AuditContext { Actor = new AuditActor("officer") { Name = "The officer", Roles = [role] } });

    private static async Task SettleAsync(IServiceProvider services) => (await services.GetRequiredService<IAuditReader>().WaitUntilVisibleAsync(
        services.GetRequiredService<AuditGen.Journal.IJournal>().NextIndex, TimeSpan.FromMinutes(2), Token)).ShouldBeTrue();

    private static IEnumerable<byte[]> Keys(IServiceProvider services)
    {
        ISubjectKeyStore keys = services.GetRequiredService<ISubjectKeyStore>();
        yield return keys.GetOrCreate(s_employee.ToString()).Material.ToArray();
        yield return keys.GetOrCreate("user:vogelsang").Material.ToArray();
    }

    private static async Task<List<AuditEvent>> OthersAsync(IAuditReader reader)
    {
        var others = new List<AuditEvent>();
        await foreach (AuditRecord record in reader.ExportAsync(new AuditQuery { Access = AuditAccess.Everything, ResourceTypes = ["employee"] }, cancellationToken: Token))
        {
            if (record.Event.Resource!.Id != s_employee.ToString())
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
