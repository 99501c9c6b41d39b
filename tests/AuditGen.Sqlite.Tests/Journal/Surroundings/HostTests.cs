using System.Text.Json;
using AuditGen.Journal;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal.Surroundings;

/// <summary>The writer inside a host: start, health, stop, and several hosts beside each other.</summary>
public sealed class HostTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_opens_the_journal_at_start_and_has_everything_in_it_after_stopping()
    {
        using (IHost host = Build("a"))
        {
            await host.StartAsync(Token);
            var trail = host.Services.GetRequiredService<IAuditTrail>();
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => trail.AppendAsync(new TestEvent($"i{i}"), Token).AsTask()));
            (await CheckAsync(host)).Status.ShouldBe(HealthStatus.Healthy);
            await host.StopAsync(Token);
            await Should.ThrowAsync<AuditAppendException>(async () => await trail.AppendAsync(new TestEvent("late"), Token));
            (await CheckAsync(host)).Status.ShouldBe(HealthStatus.Unhealthy, "the writer has ended");
        }

        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = FolderOf("a") });
        journal.Recovery.WasClean.ShouldBeTrue();
        ReadAll(journal).Count.ShouldBe(100);
    }

    [Fact]
    public async Task Buffered_events_are_drained_when_the_host_stops()
    {
        using (IHost host = Build("a", static audit => audit.Defaults(static c => c.Durability = Durability.Buffered)))
        {
            await host.StartAsync(Token);
            var trail = host.Services.GetRequiredService<IAuditTrail>();
            for (int i = 0; i < 5_000; i++)
            {
                await trail.AppendAsync(new TestEvent($"i{i}"), Token);
            }

            await host.StopAsync(Token);
        }

        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = FolderOf("a") });
        ReadAll(journal).Count.ShouldBe(5_000);
    }

    [Fact]
    public async Task Two_hosts_of_one_process_need_two_folders()
    {
        using IHost first = Build("a"), second = Build("a"), third = Build("b");
        await first.StartAsync(Token);
        (await Should.ThrowAsync<JournalException>(() => second.StartAsync(Token))).Message.ShouldContain("is owned by process");
        await third.StartAsync(Token);
        await first.Services.GetRequiredService<IAuditTrail>().AppendAsync(new TestEvent("one"), Token);
        await third.Services.GetRequiredService<IAuditTrail>().AppendAsync(new TestEvent("two"), Token);
        first.Services.GetRequiredService<IJournal>().Origin.ShouldNotBe(third.Services.GetRequiredService<IJournal>().Origin);
        await first.StopAsync(Token);
        await third.StopAsync(Token);
    }

    [Fact]
    public async Task Eight_hosts_beside_each_other_write_only_their_own_tenants_events()
    {
        const int hosts = 8;
        const int events = 300;
        await Task.WhenAll(Enumerable.Range(0, hosts).Select(number => Task.Run(
            async () =>
            {
                using IHost host = Build("t" + number);
                await host.StartAsync(Token);
                var trail = host.Services.GetRequiredService<IAuditTrail>();
                using (AuditContext.Begin(new AuditContext { Tenant = "tenant" + number }))
                {
                    await Task.WhenAll(Enumerable.Range(0, events).Select(i => trail.AppendAsync(new TestEvent($"i{i}"), Token).AsTask()));
                }

                await host.StopAsync(Token);
            },
            Token)));

        for (int number = 0; number < hosts; number++)
        {
            await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = FolderOf("t" + number) });
            var read = ReadAll(journal);
            read.Count.ShouldBe(events);
            foreach (var (_, _, _, text) in read)
            {
                using JsonDocument json = JsonDocument.Parse(text);
                json.RootElement.GetProperty("tenant").GetString().ShouldBe("tenant" + number);
            }
        }
    }

    [Fact]
    public async Task Health_says_when_the_journal_fills_up_and_when_it_is_full()
    {
        using IHost host = Build("a", configure: static o => o with { MaxSegmentBytes = 64 * 1024, MaxBytes = 128 * 1024 });
        await host.StartAsync(Token);
        var trail = host.Services.GetRequiredService<IAuditTrail>();
        var capacity = (IJournalCapacity)host.Services.GetRequiredService<IJournal>();
        while (capacity.Bytes < capacity.MaxBytes * WriterHealthCheck.Filling)
        {
            await trail.AppendAsync(new TestEvent(new string('x', 500)), Token);
        }

        HealthReportEntry filling = await CheckAsync(host);
        filling.Status.ShouldBe(HealthStatus.Degraded);
        filling.Description!.ShouldContain("full");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Settings_out_of_range_stop_the_host_and_say_what_to_write()
    {
        using IHost host = Build("a", static audit => audit.Configure(static o =>
        {
            o.QueueBytes = 1;
            o.AppendTimeout = TimeSpan.FromDays(1);
        }));
        string message = (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token))).Message;
        message.ShouldContain("QueueBytes is 1. Set it between");
        message.ShouldContain("AppendTimeout");
    }

    [Fact]
    public void A_second_journal_is_refused_when_it_is_named()
    {
        var services = new ServiceCollection();
        services.AddAuditGen(audit => Should.Throw<InvalidOperationException>(
            () => audit.UseSqliteJournal(FolderOf("a")).UseSqliteJournal(FolderOf("b"))).Message.ShouldContain("one only"));
    }

    private static async Task<HealthReportEntry> CheckAsync(IHost host)
    {
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        return report.Entries[JournalBuilderExtensions.HealthCheckName];
    }

    private string FolderOf(string name) => Path.Combine(_folder.Path, name);

    private IHost Build(string name, Action<AuditGenBuilder>? audit = null, Func<SqliteJournalOptions, SqliteJournalOptions>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddAuditGen(added =>
        {
            added.UseSqliteJournal(FolderOf(name), configure);
            audit?.Invoke(added);
        });
        return builder.Build();
    }
}
