using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>The synchronous half of Entity Framework leaves what the asynchronous half does.</summary>
public sealed class SynchronousTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_save(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            order.Lines[0].Quantity = 5;
            Save(context);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/lines/1/quantity: 2 -> 5"]);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task A_transaction(bool outbox, bool commit)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await DoAsync(shop, context =>
        {
            using IDbContextTransaction transaction = context.Database.BeginTransaction();
            Add(context, "a");
            Add(context, "b");
            if (commit)
            {
                transaction.Commit();
            }
            else
            {
                transaction.Rollback();
            }
        });

        (await IdsAsync(shop)).ShouldBe(commit ? ["a", "b"] : []);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_savepoint(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await DoAsync(shop, context =>
        {
            using IDbContextTransaction transaction = context.Database.BeginTransaction();
            Add(context, "a");
            transaction.CreateSavepoint("here");
            Add(context, "b");
            transaction.RollbackToSavepoint("here");
            context.ChangeTracker.Clear();
            transaction.CreateSavepoint("there");
            Add(context, "c");
            transaction.ReleaseSavepoint("there");
            transaction.Commit();
        });

        (await IdsAsync(shop)).ShouldBe(["a", "c"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_save_that_fails(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await AddAsync(shop, "a");
        await shop.ClearAsync();
        await DoAsync(shop, context =>
        {
            Should.Throw<DbUpdateException>(() => Add(context, "a"));
            context.ChangeTracker.Clear();
            Add(context, "b");
        });

        (await IdsAsync(shop)).ShouldBe(["b"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Set_based_statements_and_raw_sql(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await DoAsync(shop, context => context.Orders.ExecuteUpdate(set => set.SetProperty(each => each.Status, OrderStatus.Shipped)));
        await DoAsync(shop, context => context.Set<OrderLine>().Where(each => each.Quantity == 1).ExecuteDelete());
        await DoAsync(shop, context => context.Database.ExecuteSqlRaw("UPDATE Orders SET Number = 'B'"));

        (await shop.EventsAsync()).Select(each => each.ChangesUnknown).ShouldBe([true, true, true]);
    }

    private static void Add(ShopContext context, string id)
    {
        context.Add(new Segment { Id = id });
        context.SaveChanges();
    }

    private static Task DoAsync(Shop shop, Action<ShopContext> work) => shop.ChangeAsync(context =>
    {
        work(context);
        return Task.CompletedTask;
    });
}
