using System.Collections.Immutable;
using System.Transactions;
using AuditGen.EntityFrameworkCore.Tests.Capturing;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Tests.Postgres;

/// <summary>What only a database with several writers, or with ambient transactions, can show.</summary>
public sealed class PostgresTests(PostgresServer server) : ShopTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_records_what_it_records_on_sqlite(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox, await DatabaseAsync());
        await ChangeOrderAsync(shop, order =>
        {
            order.Total = order.Total with { Amount = 20.00m };
            order.Lines[0].Quantity = 3;
            order.AddLine("pot", 1).Deliveries.Add(new Delivery { On = new DateOnly(2027, 1, 1) });
            order.Remarks[0].Text = "done";
            order.Tags.Clear();
        });

        (await shop.EventAsync()).Changes().ShouldBe(
        [
            "/total: {\"amount\":12.50,\"currency\":\"EUR\"} -> {\"amount\":20.00,\"currency\":\"EUR\"}",
            "/lines/1/quantity: 2 -> 3",
            "/lines/3 + {}",
            "/lines/3/id + 3",
            "/lines/3/product + \"pot\"",
            "/lines/3/quantity + 1",
            "/lines/3/deliveries + []",
            "/lines/3/deliveries/2 + {}",
            "/lines/3/deliveries/2/id + 2",
            "/lines/3/deliveries/2/on + \"2027-01-01\"",
            "/tags/- - \"new\"",
            "/remarks/ada/text: \"urgent\" -> \"done\"",
            "/lines/3/shelf + null",
        ]);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Events_go_with_an_ambient_transaction(bool outbox, bool commit)
    {
        await using Shop shop = await Shop.OpenAsync(outbox, await DatabaseAsync());
        await shop.ChangeAsync(async context =>
        {
            using var ambient = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await AddAsync(context, "a");
            await AddAsync(context, "b");
            if (commit)
            {
                ambient.Complete();
            }
        });

        (await shop.EventsAsync()).Select(each => each.Resource!.Id).ShouldBe(commit ? ["a", "b"] : []);
        await shop.UseAsync(async context => (await context.Segments.CountAsync(Cancellation)).ShouldBe(commit ? 2 : 0));
    }

    [Fact]
    public async Task A_row_that_commits_after_later_ones_were_moved_is_moved_too()
    {
        await using Shop shop = await Shop.OpenAsync(outbox: true, await DatabaseAsync(), journal: _folder["journal"]);
        await shop.ChangeAsync(async slow =>
        {
            await using IDbContextTransaction transaction = await slow.Database.BeginTransactionAsync(Cancellation);
            await AddAsync(slow, "first");
            await shop.ChangeAsync(quick => AddAsync(quick, "second"));
            await shop.RelayAsync();
            shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(["second"]);
            await transaction.CommitAsync(Cancellation);
        });

        await shop.RelayAsync();
        shop.Journaled().Select(each => each.Resource!.Id).ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task Writers_side_by_side_on_one_resource_leave_changes_that_fold()
    {
        Action<DbContextOptionsBuilder> database = await DatabaseAsync();
        await using Shop shop = await Shop.OpenAsync(outbox: true, database, journal: _folder["journal"]);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new Customer { Name = "0" });
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.Relay.StartAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (int i = 0; i < 10; i++)
                {
                    await shop.ChangeAsync(async context =>
                    {
                        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
                        Customer customer = (await context.Customers.FromSqlRaw("SELECT * FROM \"Customers\" FOR UPDATE").ToListAsync(Cancellation)).Single();
                        customer.Name = $"{int.Parse(customer.Name, null) + 1}";
                        await context.SaveChangesAsync(Cancellation);
                        await transaction.CommitAsync(Cancellation);
                    });
                }
            },
            Cancellation)));
        await shop.Services.GetJournal().WaitForAsync(40, Cancellation);
        await shop.Relay.StopAsync(Cancellation);

        ImmutableArray<AuditEvent> events = shop.Journaled();
        events.Skip(1).SelectMany(each => each.Changes()).ShouldBe(Enumerable.Range(0, 40).Select(i => $"/name: \"{i}\" -> \"{i + 1}\""));
        events.Select(each => each.Id).ShouldBeInOrder();
    }

    [Fact]
    public async Task Two_processes_relay_one_outbox_without_a_duplicate()
    {
        Action<DbContextOptionsBuilder> database = await DatabaseAsync();
        await using Shop shop = await Shop.OpenAsync(outbox: true, database, services => services.Configure3Rows(), _folder["journal"]);
        await using Shop other = Shop.Beside(database, _folder["other"]);
        for (int i = 0; i < 60; i++)
        {
            await shop.ChangeAsync(context => AddAsync(context, $"n{i}"));
        }

        await Task.WhenAll(Task.Run(shop.RelayAsync, Cancellation), Task.Run(other.RelayAsync, Cancellation));
        await shop.RelayAsync();
        await other.RelayAsync();
        shop.Journaled().Concat(other.Journaled()).Select(each => each.Resource!.Id).Order().ShouldBe(Enumerable.Range(0, 60).Select(i => $"n{i}").Order());
    }

    private async Task<Action<DbContextOptionsBuilder>> DatabaseAsync()
    {
        string connection = await server.ConnectAsync($"t{Guid.NewGuid():N}");
        return options => options.UseNpgsql(connection);
    }
}
