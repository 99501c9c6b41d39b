using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>What a save of tracked entities leaves, without a call by the handler; told at the end or through the outbox.</summary>
public sealed class CaptureTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_new_resource_carries_every_member_with_keys_that_the_database_made(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(
            async context =>
            {
                context.Add(Full());
                await context.SaveChangesAsync(Cancellation);
            },
            why: "asked for",
            channel: "web");

        AuditEvent created = (await shop.EventsAsync())[0];
        created.Action.ShouldBe("order.change");
        created.Reason.ShouldBe("asked for");
        created.Data.ShouldHaveSingleItem().Value.GetString().ShouldBe("web");
        created.Resource!.Id.ShouldBe("5f0c1111-0000-4000-8000-000000000001");
        created.Resource.Name.ShouldBe("A-1");
        created.Resource.Version.ShouldBe("1");
        created.Changes().ShouldBe(
        [
            "/id + \"5f0c1111-0000-4000-8000-000000000001\"",
            "/number + \"A-1\"",
            "/status + {\"$enum\":\"Draft\",\"number\":0}",
            "/total + {\"amount\":12.50,\"currency\":\"EUR\"}",
            "/shipping + {}",
            "/shipping/street + null",
            "/shipping/city + \"Bonn\"",
            "/lines + []",
            "/lines/1 + {}",
            "/lines/1/id + 1",
            "/lines/1/product + \"tea\"",
            "/lines/1/quantity + 2",
            "/lines/1/deliveries + []",
            "/lines/1/deliveries/1 + {}",
            "/lines/1/deliveries/1/id + 1",
            "/lines/1/deliveries/1/on + \"2026-11-22\"",
            "/lines/2 + {}",
            "/lines/2/id + 2",
            "/lines/2/product + \"cup\"",
            "/lines/2/quantity + 1",
            "/lines/2/deliveries + []",
            "/tags + []",
            "/tags/- + \"new\"",
            "/remarks + []",
            "/remarks/ada + {}",
            "/remarks/ada/by + \"ada\"",
            "/remarks/ada/text + \"urgent\"",
            "/customer + 1",
            "/version + 1",
            "/inMemory + null",
            "/apiToken + null",
            "/customerNumber + 1",
            "/lastEditor + null",
            "/weekday + null",
            "/grams + null",
            "/lines/1/shelf + null",
            "/lines/2/shelf + null",
            "/shipping/verifiedBy + null",
        ]);
        (await shop.EventsAsync())[1].Changes().ShouldContain("/id + 1");
        (await shop.EventsAsync()).Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_change_is_found_in_every_part_of_a_resource(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, order =>
        {
            order.Status = OrderStatus.Placed;
            order.Total = order.Total with { Amount = 20m };
            order.Shipping!.City = "Ulm";
            order.Lines[0].Quantity = 3;
            order.Lines[0].Deliveries.Clear();
            order.RemoveLine(order.Lines[1]);
            order.AddLine("pot", 1);
            order.Tags.Add("hot");
            order.Remarks[0].Text = "done";
            order.Version++;
            order.InMemory = "never stored";
        });

        (await shop.EventAsync()).Changes().ShouldBe(
        [
            "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Placed\",\"number\":1}",
            "/total: {\"amount\":12.5,\"currency\":\"EUR\"} -> {\"amount\":20,\"currency\":\"EUR\"}",
            "/shipping/city: \"Bonn\" -> \"Ulm\"",
            "/lines/1/quantity: 2 -> 3",
            "/lines/1/deliveries/1/on - \"2026-11-22\"",
            "/lines/1/deliveries/1/id - 1",
            "/lines/1/deliveries/1 - {}",
            "/lines/2/shelf - null",
            "/lines/2/deliveries - []",
            "/lines/2/quantity - 1",
            "/lines/2/product - \"cup\"",
            "/lines/2/id - 2",
            "/lines/2 - {}",
            "/lines/3 + {}",
            "/lines/3/id + 3",
            "/lines/3/product + \"pot\"",
            "/lines/3/quantity + 1",
            "/lines/3/deliveries + []",
            "/lines/3/shelf + null",
            "/tags/- + \"hot\"",
            "/remarks/ada/text: \"urgent\" -> \"done\"",
            "/version: 1 -> 2",
        ],
        ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_part_of_a_part_is_enough_to_touch_the_resource(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, order =>
        {
            order.Lines[0].Deliveries[0].On = new DateOnly(2027, 1, 1);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/lines/1/deliveries/1/on: \"2026-11-22\" -> \"2027-01-01\""]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_deleted_resource_tells_what_it_was(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Remove(await LoadAsync(context));
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent deleted = await shop.EventAsync();
        deleted.Changes.ShouldAllBe(change => change.Op == AuditChangeOp.Remove);
        deleted.Changes().ShouldContain("/lines/1/deliveries/1/on - \"2026-11-22\"");
        deleted.Changes().ShouldContain("/customer - 1");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_saved_in_several_steps_folds(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            order.Status = OrderStatus.Placed;
            await context.SaveChangesAsync(Cancellation);
            order.Status = OrderStatus.Shipped;
            await context.SaveChangesAsync(Cancellation);
        });

        string[] changes = [.. (await shop.EventsAsync()).SelectMany(each => each.Changes())];
        changes[0].ShouldStartWith("/status: {\"$enum\":\"Draft\"");
        changes[^1].ShouldEndWith("{\"$enum\":\"Shipped\",\"number\":2}");
        changes.Length.ShouldBe(outbox ? 2 : 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_soft_deletion_is_the_change_that_it_is(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Remove(await context.Customers.SingleAsync(Cancellation));
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/isDeleted: false -> true"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task References_and_links_are_recorded_by_key(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, order =>
        {
            Customer first = order.Customer!;
            order.Customer = new KeyCustomer { Name = "Bo", Manager = "Cy" };
            first.Segments.Add(new Segment { Id = "gold" });
        });

        AuditEvent[] events = [.. await shop.EventsAsync()];
        events.Single(each => each.Resource!.Type == "order").Changes().ShouldBe(["/customer: 1 -> 2", "/customerNumber: 1 -> 2"]);
        events.Single(each => each.Resource is { Type: "customer", Id: "1" }).Changes().ShouldBe(["/segments/- + \"gold\""]);
        events.Single(each => each.Resource is { Type: "customer", Id: "2" }).Changes().ShouldContain("/manager + \"Cy\"");
        events.Single(each => each.Resource!.Type == "segment").Changes().ShouldContain("/id + \"gold\"");

        await shop.ClearAsync();
        await shop.ChangeAsync(async context =>
        {
            Customer first = await context.Customers.Include(each => each.Segments).SingleAsync(each => each.Id == 1, Cancellation);
            first.Segments.Clear();
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/segments/- - \"gold\""]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_a_derived_type_its_own_members_are_recorded_and_secrets_never(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new KeyCustomer { Name = "Di", Manager = "Ed", Iban = "DE02" });
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent created = await shop.EventAsync();
        created.Changes().ShouldContain("/manager + \"Ed\"");
        created.Changes().ShouldContain("/$type + \"keyCustomer\"");
        created.Changes().ShouldContain("/iban + {\"$masked\":true}");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_saved_leaves_nothing(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            order.Status = OrderStatus.Placed;
            order.Status = OrderStatus.Draft;
            await context.SaveChangesAsync(Cancellation);
            order.Status = OrderStatus.Shipped;
        });

        (await shop.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_a_handler_tracks_as_well_is_told_once(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.RunAsync(async services =>
        {
            var audit = (IAuditScope)services.GetService(typeof(IAuditScope))!;
            var context = (ShopContext)services.GetService(typeof(ShopContext))!;
            Order order = await LoadAsync(context);
            audit.Track(order);
            order.Status = OrderStatus.Placed;
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes.Length.ShouldBe(1);
    }
}
