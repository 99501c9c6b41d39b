using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>Entities attached by hand: the state before is what the database holds, not what was attached.</summary>
public sealed class DetachedTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_detached_update_tells_what_it_changed(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        Order detached = await DetachedAsync(shop);
        detached.Status = OrderStatus.Placed;
        detached.Lines[0].Quantity = 9;
        detached.Shipping!.City = "Ulm";
        await shop.ChangeAsync(async context =>
        {
            context.Update(detached);
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventsAsync()).Single(each => each.Resource!.Type == "order").Changes().ShouldBe(
        [
            "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Placed\",\"number\":1}",
            "/shipping/city: \"Bonn\" -> \"Ulm\"",
            "/lines/1/quantity: 2 -> 9",
        ]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_detached_update_without_a_change_leaves_nothing(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        Order detached = await DetachedAsync(shop);
        await shop.ChangeAsync(async context =>
        {
            context.Update(detached);
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_a_stub_only_what_is_written_is_told(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        Order known = await DetachedAsync(shop);
        await shop.ChangeAsync(async context =>
        {
            var stub = new Order(known.Id, "?") { Version = known.Version };
            context.Attach(stub);
            stub.Status = OrderStatus.Shipped;
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(
            ["/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Shipped\",\"number\":2}"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stub_that_is_deleted_tells_what_the_database_held(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        Order known = await DetachedAsync(shop);
        await shop.ChangeAsync(async context =>
        {
            context.Remove(new Order(known.Id, "?") { Version = known.Version });
            await context.SaveChangesAsync(Cancellation);
        });

        string[] changes = (await shop.EventAsync()).Changes();
        changes.ShouldContain("/number - \"A-1\"");
        changes.ShouldContain("/lines/2/product - \"cup\"");
        changes.ShouldContain("/customer - 1");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_part_attached_by_hand_makes_its_resource_read_too(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        OrderLine line = (await DetachedAsync(shop)).Lines[1];
        await shop.ChangeAsync(async context =>
        {
            await context.Orders.SingleAsync(Cancellation);
            line.Quantity = 5;
            context.Entry(line).Property("OrderId").CurrentValue = (await context.Orders.SingleAsync(Cancellation)).Id;
            context.Update(line);
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/lines/2/quantity: 1 -> 5"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_synchronous_save_reads_as_well(bool outbox)
    {
        await using Shop shop = await DetachableAsync(outbox);
        Order detached = await DetachedAsync(shop);
        detached.Status = OrderStatus.Placed;
        await shop.ChangeAsync(context =>
        {
            context.Update(detached);
            Save(context);
            return Task.CompletedTask;
        });

        (await shop.EventsAsync()).Single(each => each.Resource!.Type == "order").Changes().ShouldHaveSingleItem();
    }

    // Entity Framework itself cannot attach what is kept as JSON.
    private static async Task<Shop> DetachableAsync(bool outbox)
    {
        Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            (await context.Orders.SingleAsync(Cancellation)).Remarks.Clear();
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.ClearAsync();
        return shop;
    }

    private static async Task<Order> DetachedAsync(Shop shop)
    {
        Order? order = null;
        await shop.UseAsync(async context => order = await LoadAsync(context));
        return order!;
    }
}
