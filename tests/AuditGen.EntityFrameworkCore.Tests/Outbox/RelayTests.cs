using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>The relay moves every event to the journal, once, whatever stops it.</summary>
public sealed class RelayTests : ShopTests, IDisposable
{
    private readonly TempFolder _folder = new();

    private Action<DbContextOptionsBuilder> Database => options => options.UseSqlite($"Data Source={_folder["shop.db"]};Pooling=False");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_moves_what_committed_verbatim_and_in_order()
    {
        await using Shop shop = await OpenAsync();
        await AddAsync(shop, 1..10);
        ImmutableArray<AuditEvent> waiting = await WaitingAsync(shop);
        await shop.RelayAsync();

        shop.Journaled().Select(each => each.Id).ShouldBe(waiting.Select(each => each.Id));
        shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(Names(1..10));
        (await WaitingAsync(shop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_without_a_database_change_go_to_the_journal_themselves()
    {
        await using Shop shop = await OpenAsync();
        await shop.RunAsync(services =>
        {
            services.GetRequiredService<IAuditScope>().Denied("not yours");
            return Task.CompletedTask;
        });

        AuditEvent only = shop.Journaled().ShouldHaveSingleItem();
        only.Outcome.ShouldBe(AuditOutcome.Denied);
        shop.Services.GetRequiredService<IJournal>().OpenIntents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("take")]
    [InlineData("append")]
    [InlineData("delete")]
    public async Task Stopped_anywhere_it_goes_on_without_a_loss_or_a_duplicate(string phase)
    {
        await using (Shop shop = await OpenAsync())
        {
            await AddAsync(shop, 1..5);
            shop.Relay.Phase = step =>
            {
                if (step == phase)
                {
                    throw new IOException("stopped");
                }
            };
            await Should.ThrowAsync<IOException>(() => shop.RelayAsync());

            // The same relay, and then another process that starts on the same journal.
            await Should.ThrowAsync<IOException>(() => shop.RelayAsync());
        }

        await using Shop next = Shop.Beside(Database, _folder["journal"]);
        await next.RelayAsync();
        next.Journaled().Select(each => each.Resource!.Id).ShouldBe(Names(1..5));
        (await WaitingAsync(next)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_commits_late_is_not_passed_over()
    {
        await using Shop shop = await OpenAsync();
        await AddAsync(shop, 1..3);
        await shop.UseAsync(context => context.Set<AuditOutboxRow>().Where(row => row.Position == 2)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Journal, "not yet"), Cancellation));
        await shop.RelayAsync();
        shop.Journaled().Length.ShouldBe(2);

        await shop.UseAsync(context => context.Set<AuditOutboxRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Journal, (string?)null), Cancellation));
        await shop.RelayAsync();
        shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(["n1", "n3", "n2"]);
    }

    [Fact]
    public async Task Two_processes_share_an_outbox_without_a_duplicate()
    {
        await using Shop shop = await OpenAsync();
        await using Shop other = Shop.Beside(Database, _folder["other"]);
        await AddAsync(shop, 1..40);
        shop.Relay.Phase = _ => Thread.Yield();
        await Task.WhenAll(Task.Run(shop.RelayAsync, Cancellation), Task.Run(other.RelayAsync, Cancellation));
        await shop.RelayAsync();
        await other.RelayAsync();

        shop.Journaled().Concat(other.Journaled()).Select(each => each.Resource!.Id).Order().ShouldBe(Names(1..40).Order());
    }

    [Fact]
    public async Task What_one_process_has_taken_no_other_touches()
    {
        await using Shop shop = await OpenAsync();
        await AddAsync(shop, 1..3);
        shop.Relay.Phase = step => _ = step == "append" ? throw new IOException("stopped") : 0;
        await Should.ThrowAsync<IOException>(() => shop.RelayAsync());

        await using Shop other = Shop.Beside(Database, _folder["other"]);
        await other.RelayAsync();
        other.Journaled().ShouldBeEmpty();

        shop.Relay.Phase = null;
        await shop.RelayAsync();
        shop.Journaled().Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_damaged_row_is_set_aside_and_holds_nothing_up()
    {
        await using Shop shop = await OpenAsync();
        await AddAsync(shop, 1..3);
        await shop.UseAsync(context => context.Set<AuditOutboxRow>().Where(row => row.Position == 1)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Events, "{\"id\":1}\n"u8.ToArray()), Cancellation));
        await shop.RelayAsync();

        shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(["n2", "n3"]);
        await shop.UseAsync(async context =>
            (await context.Set<AuditOutboxRow>().SingleAsync(Cancellation)).Journal.ShouldBe(OutboxRelay<OutboxContext>.RefusedMark));
        (await HealthAsync(shop)).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task As_a_hosted_service_it_is_woken_by_commits_and_says_when_the_database_is_away()
    {
        await using Shop shop = await OpenAsync();
        await shop.Relay.StartAsync(Cancellation);
        await AddAsync(shop, 1..3);
        await shop.Services.GetRequiredService<IJournal>().WaitForAsync(2, Cancellation);
        shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(Names(1..3));

        await shop.UseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE audit_outbox RENAME TO gone", Cancellation));
        await UntilAsync(async () => await HealthAsync(shop) == HealthStatus.Degraded);
        await shop.UseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE gone RENAME TO audit_outbox", Cancellation));
        await UntilAsync(async () => await HealthAsync(shop) == HealthStatus.Healthy);
        await shop.Relay.StopAsync(Cancellation);
    }

    private async Task<Shop> OpenAsync() => await Shop.OpenAsync(
        outbox: true, Database, services => services.Configure<OutboxOptions>(options => options.BatchRows = 4), _folder["journal"]);

    private static async Task<HealthStatus> HealthAsync(Shop shop) =>
        (await new OutboxHealthCheck(shop.Relay.State, new OutboxOptions(), TimeProvider.System).CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;

    private static string[] Names(Range range) => [.. Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value + 1).Select(i => $"n{i}")];

    private static async Task AddAsync(Shop shop, Range range)
    {
        foreach (string name in Names(range))
        {
            await AddAsync(shop, name);
        }
    }

    private static async Task<ImmutableArray<AuditEvent>> WaitingAsync(Shop shop)
    {
        ImmutableArray<AuditEvent> events = [];
        await shop.UseAsync(async context =>
        {
            List<AuditOutboxRow> rows = await context.Set<AuditOutboxRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync(Cancellation);
            events = [.. rows.SelectMany(OutboxEvent.Read).Select(each => AuditEvent.Parse(each.Text))];
        });
        return events;
    }
}
