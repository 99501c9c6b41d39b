using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>Changes behind the change tracker: each has an outcome, and none of them is silence.</summary>
public sealed class BypassTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_set_based_update_leaves_unknown_changes(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(context => context.Orders.ExecuteUpdateAsync(set => set.SetProperty(each => each.Status, OrderStatus.Shipped), Cancellation));

        AuditEvent only = await shop.EventAsync();
        only.ChangesUnknown.ShouldBeTrue();
        only.Resource!.Type.ShouldBe("order");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task So_do_a_set_based_deletion_and_raw_sql(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(context => context.Set<OrderLine>().ExecuteDeleteAsync(Cancellation));
        await shop.ChangeAsync(context => context.Database.ExecuteSqlRawAsync("update orders set Number = 'B'", Cancellation));

        (await shop.EventsAsync()).Select(each => each.ChangesUnknown).ShouldBe([true, true]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Beside_it_tracked_changes_are_told_as_they_are(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            await context.Customers.ExecuteUpdateAsync(set => set.SetProperty(each => each.Name, "Bo"), Cancellation);
            context.Add(new Segment { Id = "a" });
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent[] events = [.. await shop.EventsAsync()];
        events.Length.ShouldBe(2);
        events.Count(each => each.ChangesUnknown).ShouldBe(1);
        events.Single(each => !each.ChangesUnknown).Resource!.Id.ShouldBe("a");
    }

    [Fact]
    public async Task In_a_transaction_the_outbox_carries_it()
    {
        await using Shop shop = await FilledAsync(outbox: true);
        await UpdateInTransactionAsync(shop, commit: true);
        shop.Trail.Events.ShouldBeEmpty();
        (await shop.EventAsync()).ChangesUnknown.ShouldBeTrue();

        await shop.ClearAsync();
        await UpdateInTransactionAsync(shop, commit: false);
        (await shop.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_the_handler_says_by_hand_counts_instead(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.RunAsync(async services =>
        {
            ShopContext context = services.GetRequiredService<ShopContext>();
            IAuditScope audit = services.GetRequiredService<IAuditScope>();
            Customer before = await context.Customers.AsNoTracking().SingleAsync(Cancellation);
            audit.Track(before);
            before.Name = "Bo";
            await context.Customers.ExecuteUpdateAsync(set => set.SetProperty(each => each.Name, "Bo"), Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/name: \"Al\" -> \"Bo\""]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_touches_no_audited_row_leaves_nothing(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new Visit { Page = "/" });
            await context.SaveChangesAsync(Cancellation);
            await context.Visits.ExecuteUpdateAsync(set => set.SetProperty(each => each.Page, "/home"), Cancellation);
            await context.Orders.Where(each => each.Number == "none").ExecuteUpdateAsync(set => set.SetProperty(each => each.Number, "x"), Cancellation);
        });

        (await shop.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Outside_of_a_command_a_save_can_be_refused(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(
            outbox, configure: services => services.Configure<EntityFrameworkOptions>(options => options.OutsideOperations = UnauditedSave.Refuse));
        await shop.UseAsync(async context =>
        {
            context.Add(new Visit());
            await context.SaveChangesAsync(Cancellation);
            context.Add(new Segment { Id = "a" });
            await Should.ThrowAsync<Exception>(() => context.SaveChangesAsync(Cancellation));
            (await context.Segments.CountAsync(Cancellation)).ShouldBe(0);
        });
    }

    private static async Task UpdateInTransactionAsync(Shop shop, bool commit) => await shop.ChangeAsync(async context =>
    {
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
        await context.Orders.ExecuteUpdateAsync(set => set.SetProperty(each => each.Status, OrderStatus.Shipped), Cancellation);
        if (commit)
        {
            await transaction.CommitAsync(Cancellation);
        }
    });
}
