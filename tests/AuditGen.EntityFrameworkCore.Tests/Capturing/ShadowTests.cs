using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>Shadow properties that the model marks are recorded like members; of the others nothing is.</summary>
public sealed class ShadowTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_new_resource_carries_them_null_ones_included(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = Full();
            EntityEntry<Order> entry = context.Add(order);
            entry.Property("LastEditor").CurrentValue = "ada";
            entry.Property("ApiToken").CurrentValue = "t0p-s3cret";
            entry.Property("Scratch").CurrentValue = "not this";
            context.Entry(order.Lines[1]).Property("Shelf").CurrentValue = "A/1";
            await context.SaveChangesAsync(Cancellation);
        });

        string[] changes = (await shop.EventsAsync()).Single(each => each.Resource!.Type == "order").Changes();
        changes.ShouldContain("/lastEditor + \"ada\"");
        changes.ShouldContain("/apiToken + {\"$masked\":true}");
        changes.ShouldContain("/grams + null");
        changes.ShouldContain("/weekday + null");
        changes.ShouldContain("/customerNumber + 1");
        changes.ShouldContain("/shipping/verifiedBy + null");
        changes.ShouldContain("/lines/1/shelf + null");
        changes.ShouldContain("/lines/2/shelf + \"A/1\"");
        changes.ShouldNotContain(change => change.Contains("t0p-s3cret") || change.Contains("not this") || change.Contains("scratch"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_change_of_one_touches_its_resource(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await SetAsync(shop, "LastEditor", "ada");
        (await shop.EventAsync()).Changes().ShouldBe(["/lastEditor: null -> \"ada\""]);

        await shop.ClearAsync();
        await SetAsync(shop, "LastEditor", "bob");
        (await shop.EventAsync()).Changes().ShouldBe(["/lastEditor: \"ada\" -> \"bob\""]);

        await shop.ClearAsync();
        await SetAsync(shop, "LastEditor", null);
        (await shop.EventAsync()).Changes().ShouldBe(["/lastEditor: \"bob\" -> null"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_a_masked_one_only_the_fact_of_change_is_told(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await SetAsync(shop, "ApiToken", "t0p-s3cret");
        await SetAsync(shop, "ApiToken", "t0p-s3cret");
        await SetAsync(shop, "ApiToken", "an0ther");

        (await shop.EventsAsync()).SelectMany(each => each.Changes()).ShouldBe(
        [
            "/apiToken: null -> {\"$masked\":true}",
            "/apiToken: {\"$masked\":true} -> {\"$masked\":true}",
        ]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_converted_one_is_the_value_of_the_model_or_of_the_database_where_the_type_is_the_applications_own(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await SetAsync(shop, "Weekday", DayOfWeek.Friday);
        await SetAsync(shop, "Weight", new Weight(250));
        await SetAsync(shop, "Weight", new Weight(300));

        (await shop.EventsAsync()).SelectMany(each => each.Changes()).ShouldBe(
        [
            "/weekday: null -> {\"$enum\":\"Friday\",\"number\":5}",
            "/grams: null -> 250",
            "/grams: 250 -> 300",
        ]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Those_of_parts_stand_at_the_part(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            context.Entry(order.Lines[1]).Property("Shelf").CurrentValue = "B2";
            context.Entry(order.Shipping!).Property("VerifiedBy").CurrentValue = "post";
            await context.SaveChangesAsync(Cancellation);
        });
        (await shop.EventAsync()).Changes().ShouldBe(["/shipping/verifiedBy: null -> \"post\"", "/lines/2/shelf: null -> \"B2\""], ignoreOrder: true);

        await shop.ClearAsync();
        await ChangeOrderAsync(shop, order =>
        {
            order.RemoveLine(order.Lines[1]);
            order.Shipping = null;
        });
        string[] changes = (await shop.EventAsync()).Changes();
        changes.ShouldContain("/lines/2/shelf - \"B2\"");
        changes.ShouldContain("/shipping/verifiedBy - \"post\"");
        Array.IndexOf(changes, "/lines/2/shelf - \"B2\"").ShouldBeLessThan(Array.IndexOf(changes, "/lines/2 - {}"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_foreign_key_that_is_one_follows_its_navigation(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            (await LoadAsync(context)).Customer = new Customer { Name = "Bo" };
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventsAsync()).Single(each => each.Resource!.Type == "order").Changes().ShouldBe(
            ["/customer: 1 -> 2", "/customerNumber: 1 -> 2"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_derived_type_has_its_own(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new KeyCustomer { Name = "Di" }).Property("Tier").CurrentValue = "gold";
            context.Add(new Customer { Name = "Al" });
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent[] events = [.. await shop.EventsAsync()];
        events.Single(each => each.Changes().Contains("/name + \"Di\"")).Changes().ShouldContain("/tier + \"gold\"");
        events.Single(each => each.Changes().Contains("/name + \"Al\"")).Changes().ShouldNotContain(change => change.Contains("tier"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_deleted_resource_tells_what_they_were_also_where_only_a_stub_is_known(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await SetAsync(shop, "LastEditor", "ada");
        await shop.ChangeAsync(async context =>
        {
            // Entity Framework itself cannot attach what is kept as JSON.
            (await context.Orders.SingleAsync(Cancellation)).Remarks.Clear();
            await context.SaveChangesAsync(Cancellation);
        });
        Guid id = default;
        int version = 0;
        await shop.UseAsync(async context => (id, version) = await context.Orders.Select(each => new ValueTuple<Guid, int>(each.Id, each.Version)).SingleAsync(Cancellation));
        await shop.ClearAsync();
        await shop.ChangeAsync(async context =>
        {
            context.Remove(new Order(id, "?") { Version = version });
            await context.SaveChangesAsync(Cancellation);
        });

        string[] changes = (await shop.EventAsync()).Changes();
        changes.ShouldContain("/lastEditor - \"ada\"");
        changes.ShouldContain("/lines/2/shelf - null");
        changes.ShouldContain("/number - \"A-1\"");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_detached_update_tells_them_as_the_database_has_them(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new KeyCustomer { Name = "Di" }).Property("Tier").CurrentValue = "gold";
            await context.SaveChangesAsync(Cancellation);
        });
        KeyCustomer? detached = null;
        await shop.UseAsync(async context => detached = await context.Set<KeyCustomer>().AsNoTracking().SingleAsync(Cancellation));
        await shop.ClearAsync();
        await shop.ChangeAsync(async context =>
        {
            detached!.Name = "Ed";
            context.Update(detached).Property("Tier").CurrentValue = "silver";
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventAsync()).Changes().ShouldBe(["/name: \"Di\" -> \"Ed\"", "/tier: \"gold\" -> \"silver\""]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task They_fold(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = Full();
            context.Add(order);
            context.Entry(order.Lines[0]).Property("Shelf").CurrentValue = "A1";
            await context.SaveChangesAsync(Cancellation);
        });
        await SetAsync(shop, "LastEditor", "ada");
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            context.Entry(order.Lines[0]).Property("Shelf").CurrentValue = "B1";
            order.RemoveLine(order.Lines[1]);
            await context.SaveChangesAsync(Cancellation);
        });

        var fold = new AuditStateFold();
        foreach (AuditEvent each in (await shop.EventsAsync()).Where(each => each.Resource!.Type == "order"))
        {
            fold.Apply(each);
        }

        AuditState state = fold.ToState("order", "", DateTimeOffset.MaxValue);
        state.Faults.ShouldBeEmpty();
        state["/lastEditor"].GetString().ShouldBe("ada");
        state["/lines/1/shelf"].GetString().ShouldBe("B1");
        state.Values.ShouldNotContain(value => value.Path.StartsWith("/lines/2", StringComparison.Ordinal));
    }

    private static Task SetAsync(Shop shop, string property, object? value) => shop.ChangeAsync(async context =>
    {
        context.Entry(await LoadAsync(context)).Property(property).CurrentValue = value;
        await context.SaveChangesAsync(Cancellation);
    });
}
