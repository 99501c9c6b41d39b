using AuditGen.Reading;
using AuditGen.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class StoreHostingTests
{
    private static readonly AuditAction _action = new("thing.touch", AuditCategory.Update, "things", "thing") { EventType = "ThingTouch" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_call_gives_a_trail_that_can_be_asked_and_reads_its_own_writes()
    {
        using StoreFolder folder = new();
        using (IHost host = Build(folder))
        {
            await host.StartAsync(Token);
            IAuditTrail trail = host.Services.GetRequiredService<IAuditTrail>();
            IAuditReader reader = host.Services.GetRequiredService<IAuditReader>();
            Guid id = await trail.AppendAsync(new Touch("1"), Token);

            (await reader.WaitUntilVisibleAsync(host.Services.GetRequiredService<AuditGen.Journal.IJournal>().NextIndex, TimeSpan.FromSeconds(60), Token)).ShouldBeTrue();
            (await reader.FindAsync(id, AuditAccess.Everything, Token)).ShouldNotBeNull().Event.Action.ShouldBe("thing.touch");
            HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
            health.Entries["auditgen.consumers"].Status.ShouldBe(HealthStatus.Healthy, health.Entries["auditgen.consumers"].Description);
            await host.StopAsync(Token);
        }

        using IHost again = Build(folder);
        await again.StartAsync(Token);
        (await again.Services.GetRequiredService<IAuditReader>().HistoryAsync("thing", "1", AuditAccess.Everything, cancellationToken: Token)).Records.Length.ShouldBe(1);
        await again.StopAsync(Token);
    }

    [Fact]
    public async Task What_was_appended_up_to_shutdown_has_reached_the_store_when_the_host_has_stopped()
    {
        using StoreFolder folder = new();
        using (IHost host = Build(folder))
        {
            await host.StartAsync(Token);
            IAuditTrail trail = host.Services.GetRequiredService<IAuditTrail>();
            for (int i = 0; i < 300; i++)
            {
                await trail.AppendAsync(new Touch("x"), Token);
            }

            await host.StopAsync(Token);
        }

        await using SqliteAuditStore store = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.File("store") });
        (await store.IndexingAsync(Token)).Indexed.ShouldBe(300);
    }

    [Fact]
    public async Task Retention_is_changed_at_run_time_by_an_audited_action_and_kept_by_the_trail_itself()
    {
        using StoreFolder folder = new();
        AuditRetention shorter = new() { Hot = TimeSpan.FromDays(1), Warm = TimeSpan.FromDays(2), Cold = TimeSpan.FromDays(3) };
        AuditRetention longer = shorter with { Hot = TimeSpan.FromDays(9) };
        using (IHost host = Build(folder))
        {
            await host.StartAsync(Token);
            IRetentionPolicies policies = host.Services.GetRequiredService<IRetentionPolicies>();
            (await policies.ForAsync("finance", Token)).ShouldBe(AuditRetention.Default);

            await policies.SetAsync("finance", shorter, "storage is short", Token);
            await policies.SetAsync("finance", shorter, "again", Token);
            await policies.SetAsync("finance", longer, "auditors asked", Token);

            (await policies.ForAsync("finance", Token)).ShouldBe(longer);
            (await policies.ForAsync("hr", Token)).ShouldBe(AuditRetention.Default);
            await host.StopAsync(Token);
        }

        using IHost again = Build(folder);
        await again.StartAsync(Token);
        (await again.Services.GetRequiredService<IRetentionPolicies>().ForAsync("finance", Token)).ShouldBe(longer);
        AuditPage history = await again.Services.GetRequiredService<IAuditReader>().HistoryAsync("retention", "finance", AuditAccess.Everything, cancellationToken: Token);
        history.Records.Select(record => (record.Event.Context, record.Event.Reason, record.Event.Changes.Length))
            .ShouldBe([("auditgen", "auditors asked", 1), ("auditgen", "storage is short", 3)]);
        history.Records[0].Event.Changes[0].Old.GetString().ShouldBe("1.00:00:00.0000000");
        await again.StopAsync(Token);
    }

    private static IHost Build(StoreFolder folder)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAuditGen(audit => audit.UseSqlite(folder.Path));
        return builder.Build();
    }

    private sealed class Touch(string id) : IAppendableEvent
    {
        public AuditAction Action => _action;

        public AuditOutcome Outcome => AuditOutcome.Success;

        public AuditResource? Resource => new("thing", id);

        public string? Reason => null;

        public int WriteChanges(AuditTextWriter writer) => 0;
    }
}
