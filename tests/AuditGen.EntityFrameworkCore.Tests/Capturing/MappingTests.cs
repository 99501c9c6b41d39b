using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>Each way in which Entity Framework maps a member, alone.</summary>
public sealed class MappingTests : ShopTests
{
    [Theory]
    [MemberData(nameof(Ways))]
    public Task An_owned_type_that_changes(bool outbox) =>
        TellsAsync(outbox, order => order.Shipping!.City = "Ulm", "/shipping/city: \"Bonn\" -> \"Ulm\"");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task An_owned_type_that_goes(bool outbox) => TellsAsync(
        outbox,
        order => order.Shipping = null,
        "/shipping/verifiedBy - null",
        "/shipping/street - null",
        "/shipping/city - \"Bonn\"",
        "/shipping: {} -> null");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_owned_type_that_comes(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, order => order.Shipping = null);
        await shop.ClearAsync();
        await ChangeOrderAsync(shop, order => order.Shipping = new Address { City = "Ulm", Street = "Main" });

        (await shop.EventAsync()).Changes().ShouldBe(
        [
            "/shipping: null -> {}",
            "/shipping/street + \"Main\"",
            "/shipping/city + \"Ulm\"",
            "/shipping/verifiedBy + null",
        ]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public Task An_owned_type_that_is_replaced(bool outbox) =>
        TellsAsync(outbox, order => order.Shipping = new Address { City = "Ulm" }, "/shipping/city: \"Bonn\" -> \"Ulm\"");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_complex_type(bool outbox) => TellsAsync(
        outbox,
        order => order.Total = order.Total with { Currency = "USD" },
        "/total: {\"amount\":12.5,\"currency\":\"EUR\"} -> {\"amount\":12.5,\"currency\":\"USD\"}");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_collection_of_values(bool outbox) => TellsAsync(
        outbox,
        order =>
        {
            order.Tags.Add("hot");
            order.Tags.Remove("new");
        },
        "/tags/- - \"new\"",
        "/tags/- + \"hot\"");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_collection_of_entities(bool outbox) =>
        TellsAsync(outbox, order => order.Lines[1].Quantity = 7, "/lines/2/quantity: 1 -> 7");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_collection_that_is_kept_as_json(bool outbox) => TellsAsync(
        outbox,
        order => order.Remarks.Add(new Remark { By = "bob", Text = "late" }),
        "/remarks/bob + {}",
        "/remarks/bob/by + \"bob\"",
        "/remarks/bob/text + \"late\"");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_converted_member_is_the_value_of_the_model(bool outbox) => TellsAsync(
        outbox, order => order.Status = OrderStatus.Shipped, "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Shipped\",\"number\":2}");

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_member_without_a_setter(bool outbox) => TellsAsync(outbox, order => order.Rename("A-2"), "/number: \"A-1\" -> \"A-2\"");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_concurrency_token_is_a_member_and_the_version_of_the_event(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, order => order.Version++);

        AuditEvent only = await shop.EventAsync();
        only.Changes().ShouldBe(["/version: 1 -> 2"]);
        only.Resource!.Version.ShouldBe("2");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_derived_type_in_the_table_of_its_base(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            context.Add(new KeyCustomer { Name = "Di", Manager = "Ed" });
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.ClearAsync();
        await shop.ChangeAsync(async context =>
        {
            var customer = (KeyCustomer)await context.Customers.SingleAsync(Cancellation);
            (customer.Name, customer.Manager) = ("Do", null);
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent changed = await shop.EventAsync();
        changed.Resource!.Type.ShouldBe("customer");
        changed.Changes().ShouldBe(["/name: \"Di\" -> \"Do\"", "/manager: \"Ed\" -> null"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_row_whose_class_holds_nothing_else_is_told_as_it_was_and_is(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await AddAsync(shop, "a");
        await SetTitleAsync("one");
        await SetTitleAsync("two");
        await shop.ChangeAsync(async context =>
        {
            Segment segment = await context.Segments.SingleAsync(Cancellation);
            segment.Title = "never saved";
            context.Remove(segment);
            await context.SaveChangesAsync(Cancellation);
        });

        (await shop.EventsAsync()).SelectMany(each => each.Changes()).ShouldBe(
        [
            "/id + \"a\"",
            "/title + null",
            "/title: null -> \"one\"",
            "/title: \"one\" -> \"two\"",
            "/title - \"two\"",
            "/id - \"a\"",
        ],
        ignoreOrder: true);

        Task SetTitleAsync(string title) => shop.ChangeAsync(async context =>
        {
            (await context.Segments.SingleAsync(Cancellation)).Title = title;
            await context.SaveChangesAsync(Cancellation);
        });
    }

    private static async Task TellsAsync(bool outbox, Action<Order> change, params string[] expected)
    {
        await using Shop shop = await FilledAsync(outbox);
        await ChangeOrderAsync(shop, change);
        (await shop.EventAsync()).Changes().ShouldBe(expected);
    }
}
