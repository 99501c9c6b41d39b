using System.Collections.Concurrent;
using System.Text;
using AuditGen.Consuming;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Erasure;
using AuditGen.Erp.Tests.Days;
using AuditGen.Erp.Tests.Secrets;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Erp.Composition;
using Erp.Elasticsearch;
using Erp.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Erp.Tests.Elasticsearch;

/// <summary>Personal data where Elasticsearch is the only store: what reaches the cluster, who can read it, and who can after erasure.</summary>
public sealed class ClusterErasureTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery s_everything = new() { Access = AuditAccess.Everything };

    private readonly string _folder = Directory.CreateTempSubdirectory("erp-cluster-erasure-").FullName;
    private readonly ClusterModel _cluster = new();
    private readonly WireServer _server;
    private readonly LogLines _log = new();

    public ClusterErasureTests() => _server = new WireServer(_cluster.Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task No_clear_text_of_a_person_reaches_the_cluster_readers_with_keys_see_it_and_nobody_does_once_the_key_is_shredded()
    {
        RefuseSome();
        using (IHost host = await StartAsync())
        {
            await ForgottenPerson.LiveAsync(host.Services);
            await SettleAsync(host.Services);
            host.Services.GetRequiredService<IAuditQuarantine>().Count.ShouldBe(1, "the change of address was refused in either form");
            _server.Received.ShouldContain(static request => Holds(request, "\\\"$sealed\\\""));
            _server.Received.ShouldContain(static request => Holds(request, "\"degraded\":true"), "so is what is sent after a refusal");
            ShouldHoldNoClearText();
            await ShouldReadAsync(host.Services, "Canaria Kanarienvogel", "Kanaria Vogelsang", "Kanarienweg 77153");
            await ShouldBeSealedAsync(host.Services.GetRequiredService<ElasticsearchAuditStore>());

            using (ForgottenPerson.As("data-protection"))
            {
                IAuditErasure erasure = host.Services.GetRequiredService<IAuditErasure>();
                (await erasure.EraseAsync(ForgottenPerson.Subject, "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
                (await erasure.EraseAsync(ForgottenPerson.UserSubject, "ticket 4711", Token)).ShouldBe(ErasureOutcome.Erased);
            }

            await SettleAsync(host.Services);
            await ShouldReadAsync(host.Services, "(erased)", "(erased)", "(erased)");
            await host.StopAsync(Token);
        }

        using (IHost another = await StartAsync())
        {
            await ShouldReadAsync(another.Services, "(erased)", "(erased)", "(erased)");
            await ShouldBeSealedAsync(another.Services.GetRequiredService<ElasticsearchAuditStore>());
            await another.StopAsync(Token);
        }

        ShouldHoldNoClearText();
    }

    /// <summary>The cluster refuses the new user at first, and the change of address for good.</summary>
    private void RefuseSome()
    {
        var refused = new ConcurrentDictionary<string, bool>();
        _cluster.Refuses = (id, source) =>
        {
            bool create = source.AsSpan().IndexOf("\"user.create\""u8) >= 0 && refused.TryAdd(id, true);
            bool move = source.AsSpan().IndexOf("employee.update_personal_data"u8) >= 0;
            return create || move ? (400, "document_parsing_exception", $"failed to parse field [x] of type [ip] in document with id '{id}'. Preview of field's value: '{Encoding.UTF8.GetString(source)}'") : null;
        };
    }

    private static bool Holds(WireRequest request, string text) => request.IsBulk && request.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Nothing that went over the wire, that is kept here or that was logged holds a canary.</summary>
    private void ShouldHoldNoClearText()
    {
        var scan = new SecretScan(ForgottenPerson.Canaries);
        foreach (WireRequest request in _server.Received)
        {
            scan.FindIn(request.Body).ShouldBeEmpty($"{request.Method} {request.Path}");
            scan.FindIn(Encoding.UTF8.GetBytes($"{request.Path} {string.Join(' ', request.Query)} {string.Join(' ', request.Headers)}")).ShouldBeEmpty(request.Path);
        }

        scan.FindInOpenFiles(_folder).ShouldBeEmpty();
        _log.Lines.Select(line => scan.FindIn(Encoding.UTF8.GetBytes(line))).ShouldAllBe(static found => found.Length == 0);
    }

    /// <summary>What a reader of the application sees, in single events, pages, exports and states alike.</summary>
    private static async Task ShouldReadAsync(IServiceProvider services, string employee, string actor, string street)
    {
        IAuditReader reader = services.GetRequiredService<IAuditReader>();
        AuditState state = await reader.AsOfAsync("employee", ForgottenPerson.Subject, s_later, AuditAccess.Everything, Token);
        state.Name.ShouldBe(employee);
        state["/name"].ToDisplayText().ShouldBe(employee);
        state["/personal/home"].ToDisplayText().ShouldContain(street);
        state["/position"].GetString().ShouldBe("Archivist");
        state.Faults.ShouldBeEmpty();
        AuditPage page = await reader.SearchAsync(s_everything with { Actors = ["vogelsang"] }, AuditPaging.First, Token);
        AuditRecord act = page.Records.ShouldHaveSingleItem();
        act.Event.Actor.Name.ShouldBe(actor);
        (await reader.FindAsync(act.Event.Id, AuditAccess.Everything, Token))!.Event.Actor.Name.ShouldBe(actor);
        (await reader.ExportAsync(s_everything, cancellationToken: Token).ToListAsync(Token))
            .Single(static record => record.Event.Action == "user.create").Event.Changes.Single(static change => change.Path == "/displayName").New.ToDisplayText().ShouldBe(actor);
    }

    /// <summary>What somebody sees who has the cluster and no keys; nor do searches find it.</summary>
    private static async Task ShouldBeSealedAsync(ElasticsearchAuditStore store)
    {
        AuditState state = await store.AsOfAsync("employee", ForgottenPerson.Subject, s_later, AuditAccess.Everything, Token);
        state.Name.ShouldBeNull();
        state["/name"].Kind.ShouldBe(AuditValueKind.Sealed);
        state["/personal/bornOn"].Kind.ShouldBe(AuditValueKind.Sealed);
        foreach (AuditQuery query in (AuditQuery[])[s_everything with { Text = "kanaria" }, s_everything with { NewValue = "*canaria*" }, s_everything with { NewValue = "1931-*" }])
        {
            (await store.SearchAsync(query, AuditPaging.First, Token)).Records.ShouldBeEmpty();
        }
    }

    private static async Task SettleAsync(IServiceProvider services) => (await services.GetRequiredService<IAuditReader>().WaitUntilVisibleAsync(
        services.GetRequiredService<IJournal>().NextIndex, TimeSpan.FromMinutes(2), Token)).ShouldBeTrue();

    private async Task<IHost> StartAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new PasswordPolicy(1_000));
        builder.Services.AddErp().AddAuditedHandlers().AddAuditGen(audit => audit
            .UseSqliteJournal(Path.Combine(_folder, "journal"))
            .ShipTo(_server.Address)
            .UseSqliteSubjectKeys(Path.Combine(_folder, "keys", "subjects.db"), static options =>
            {
                options.Authorize = static (request, _) => ValueTask.FromResult(request.Context.Actor!.Roles.Contains("data-protection"));
                options.SubjectOfActor = static actor => "user:" + actor.Id;
            }));
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }
}
