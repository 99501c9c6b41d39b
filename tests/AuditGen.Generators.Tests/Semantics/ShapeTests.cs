using System.Collections.Frozen;
using AuditGen.Generators.Tests.Semantics.Shapes;
using AuditGen.Generators.Tests.Semantics.Shapes.Audit;

namespace AuditGen.Generators.Tests.Semantics;

/// <summary>Whatever shape a team's domain has.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Class_struct_record_and_record_struct_say_the_same()
    {
        string[] expected = ["replace /name null \"x\"", "replace /amount 1.0 1.00"];

        Text(AsClassResource.Instance, new AsClass { Id = 1, Amount = 1.0m }, new AsClass { Id = 1, Name = "x", Amount = 1.00m }).ShouldBe(expected);
        Text(AsStructResource.Instance, new AsStruct { Id = 1, Amount = 1.0m }, new AsStruct { Id = 1, Name = "x", Amount = 1.00m }).ShouldBe(expected);
        Text(AsRecordResource.Instance, new AsRecord(1, null, 1.0m), new AsRecord(1, "x", 1.00m)).ShouldBe(expected);
        Text(AsRecordStructResource.Instance, new AsRecordStruct(1, null, 1.0m), new AsRecordStruct(1, "x", 1.00m)).ShouldBe(expected);
        AsClassResource.Instance.IsMutable.ShouldBeTrue();
        AsStructResource.Instance.IsMutable.ShouldBeFalse();
        AsRecordResource.Instance.IsMutable.ShouldBeFalse();
    }

    [Fact]
    public void Members_are_found_wherever_they_are_declared()
    {
        var article = new Article("A-1") { Id = 1, Unit = "pcs", Base = 2, Hidden = 3 };
        article.Note("first");
        ArticleState state = ArticleState.Of(article);

        state.ToString().Split('\n').ShouldBe(
        [
            "/id: 1", "/title: derived", "/hidden: 3", "/origin: here", "/code: A-1", "/unit: pcs", "/price: 4", "/notes/-: first", "/color: null",
            "/parts/first: null", "/parts/last: null", "/parts/tally/count: 0", "/numbers/first: 0", "/numbers/last: 0", "/numbers/tally/count: 0", "/secretCode: 7",
        ], ignoreOrder: true);
        article.Move("there");
        article.Recode(8);
        InvoiceDiffTests.Text(ArticleDiff.Between(state, ArticleState.Of(article))).ShouldBe(["replace /origin \"here\" \"there\"", "replace /secretCode 7 8"]);
    }

    [Fact]
    public void Generic_parts_are_recorded_as_constructed()
    {
        var article = new Article("A-1") { Unit = "pcs" };
        ArticleState before = ArticleState.Of(article);
        article.Parts.Items.Add(new Part { Code = "p", Count = 1 });
        article.Numbers.Items.Add(5);

        InvoiceDiffTests.Text(ArticleDiff.Between(before, ArticleState.Of(article))).ShouldBe(
            ["add /parts/items/p {}", "add /parts/items/p/code \"p\"", "add /parts/items/p/count 1", "add /numbers/items/- 5"]);
    }

    [Fact]
    public void Private_members_of_generic_types_are_recorded()
    {
        var article = new Article("A-1") { Unit = "pcs" };
        ArticleState before = ArticleState.Of(article);
        article.Numbers.Remember("six", 6);

        InvoiceDiffTests.Text(ArticleDiff.Between(before, ArticleState.Of(article))).ShouldBe(
            ["replace /numbers/last 0 6", "add /numbers/byName/six 6", "replace /numbers/tally/count 0 1"]);
    }

    [Fact]
    public void References_record_keys_and_a_way_back_is_not_walked()
    {
        var customer = new Customer { Region = "EU|1", Number = 7 };
        var order = new Order();
        order.Parent = order;
        OrderState before = OrderState.Of(order);
        order.Customer = customer;
        order.Watchers.Add(customer);
        customer.Orders.Add(order);

        InvoiceDiffTests.Text(OrderDiff.Between(before, OrderState.Of(order))).ShouldBe(
            ["""replace /customer null "EU\\|1|7" """.TrimEnd(), """add /watchers/- "EU\\|1|7" """.TrimEnd()]);
        CustomerResource.Instance.Identify(CustomerState.Of(customer)).Id.ShouldBe("EU\\|1|7");
    }

    [Fact]
    public void Derived_types_say_what_they_are_and_unknown_ones_that_they_are_unknown()
    {
        var order = new Order { Payment = new Card { Amount = 1, Number = "4111", Year = 2030 } };
        OrderState card = OrderState.Of(order);
        order.Payment = new Transfer { Amount = 1, Bank = "B" };
        OrderState transfer = OrderState.Of(order);
        order.Payment = new Voucher { Amount = 1, Bank = "B", Secret = "s" };
        OrderState voucher = OrderState.Of(order);

        InvoiceDiffTests.Text(OrderDiff.Between(card, transfer)).ShouldBe(
        [
            "remove /payment/$type \"card\"", "remove /payment/amount 1", "remove /payment/number {\"$masked\":true}", "remove /payment/year 2030",
            "add /payment/$type \"transfer\"", "add /payment/amount 1", "add /payment/bank \"B\"",
        ]);
        string text = string.Join('\n', InvoiceDiffTests.Text(OrderDiff.Between(transfer, voucher)));
        text.ShouldContain("$unaudited");
        text.ShouldContain(typeof(Voucher).FullName!);
        voucher.ToString().ShouldNotContain("\"s\"");
    }

    [Fact]
    public void Duplicate_and_null_keys_have_segments_of_their_own()
    {
        var order = new Order();
        OrderState before = OrderState.Of(order);
        order.Parts.AddRange([new Part { Code = "a" }, new Part { Code = "a", Count = 2 }, new Part { Code = null }, new Part { Code = "#" }, null!]);
        OrderState after = OrderState.Of(order);

        InvoiceDiffTests.Text(OrderDiff.Between(before, after)).Where(static line => line.EndsWith("{}", StringComparison.Ordinal)).ShouldBe(
            ["add /parts/a {}", "add /parts/a#2 {}", "add /parts/#null {}", "add /parts/## {}"]);
        OrderDiff.Apply(before, OrderDiff.Between(before, after)).ShouldBe(after);
    }

    [Fact]
    public void Arrays_of_every_kind_are_recorded()
    {
        var order = new Order { Jagged = [[1], [2, 3]], Grid = new[,] { { 1, 2 } }, Numbers = [1, 1] };
        OrderState before = OrderState.Of(order);
        order.Jagged = [[2, 3], [4]];
        order.Grid = new[,] { { 1, 3 } };
        order.Numbers = [1];
        order.Frozen = new Dictionary<string, int> { ["k"] = 1 }.ToFrozenDictionary();
        order.Steps.Add("one");

        InvoiceDiffTests.Text(OrderDiff.Between(before, OrderState.Of(order))).ShouldBe(
        [
            "replace /steps [] [\"one\"]", "remove /jagged/- [1]", "add /jagged/- [4]", "replace /grid [[1,2]] [[1,3]]", "remove /numbers/- 1", "add /frozen/k 1",
        ]);
    }

    [Fact]
    public void Null_and_empty_differ()
    {
        var order = new Order { Numbers = default };
        OrderState before = OrderState.Of(order);
        order.Numbers = [];

        InvoiceDiffTests.Text(OrderDiff.Between(before, OrderState.Of(order))).ShouldBe(["replace /numbers null []"]);
    }

    [Fact]
    public void A_type_that_is_sensitive_is_sensitive_inside_collections_too()
    {
        var order = new Order();
        OrderState before = OrderState.Of(order);
        order.Pins.Add(new Pin("1234"));

        InvoiceDiffTests.Text(OrderDiff.Between(before, OrderState.Of(order))).ShouldBe(["""replace /pins {"$masked":true} {"$masked":true}"""]);
    }

    [Fact]
    public void Events_written_under_a_former_member_name_are_read()
    {
        AuditChange[] old = [new("/id", AuditChangeOp.Add, default, new AuditValue("1"u8.ToArray())), new("/colour", AuditChangeOp.Add, default, new AuditValue("\"red\""u8.ToArray()))];

        ArticleState state = ArticleDiff.Apply(null, [.. old]).ShouldNotBeNull();
        state.Color.ShouldBe("red");
        state.Unit.ShouldBeNull("it was not recorded then");
    }

    [Fact]
    public void A_resource_whose_key_is_null_cannot_be_identified()
    {
        object state = BrokenResource.Instance.Capture(new Broken());

        Should.Throw<AuditStateException>(() => BrokenResource.Instance.Identify(state)).Message.ShouldContain("Broken.Code");
    }

    private static string[] Text(AuditResourceType type, object before, object after)
    {
        using var writer = new AuditTextWriter();
        writer.WriteStartArray();
        type.WriteChanges(type.Capture(before), type.Capture(after), writer);
        writer.WriteEndArray();
        return [.. new AuditValue(writer.WrittenMemory).Items().Select(static item =>
            string.Join(' ', item.Members().OrderBy(static member => member.Name == "op" ? 0 : member.Name == "path" ? 1 : member.Name == "old" ? 2 : 3)
                .Select(static member => member.Name is "op" or "path" ? member.Value.GetString() : member.Value.ToString())))];
    }
}
