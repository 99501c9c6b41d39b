using System.Collections.Immutable;
using AuditGen.Generators.Tests.Audit;
using AuditGen.Generators.Tests.Semantics.Finance;
using AuditGen.Generators.Tests.Semantics.Finance.Audit;

namespace AuditGen.Generators.Tests.Semantics;

/// <summary>The diff as a developer of an invoicing system meets it.</summary>
public sealed class InvoiceDiffTests
{
    private static readonly Guid Id = new("5f0c1f9e-1f6a-4a6e-9d5b-0f3c8f1f2a3b");

    [Fact]
    public void A_changed_scalar_is_one_replace_with_enum_name_and_number()
    {
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Status = InvoiceStatus.Posted;

        Lines(before, invoice).ShouldBe(["""replace /status {"$enum":"Draft","number":0} {"$enum":"Posted","number":2}"""]);
    }

    [Fact]
    public void A_line_inserted_at_the_head_is_one_added_element()
    {
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Insert(0, new InvoiceLine { Number = 5, Article = "tea", Quantity = 1.50m });

        Lines(before, invoice).ShouldBe(
        [
            "add /lines/5 {}",
            "add /lines/5/number 5",
            "add /lines/5/article \"tea\"",
            "add /lines/5/quantity 1.50",
            """add /lines/5/price {"amount":0,"currency":null}""",
        ]);
    }

    [Fact]
    public void A_change_inside_a_line_names_the_line_by_its_key()
    {
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Lines[1].Quantity = 1.0m;

        Lines(before, invoice).ShouldBe(["replace /lines/20/quantity 1 1.0"]);
    }

    [Fact]
    public void Sensitive_members_show_that_they_changed_and_nothing_else()
    {
        Invoice invoice = NewInvoice();
        invoice.Iban = "DE89370400440532013000";
        invoice.TaxNumber = "12/345/67890";
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Iban = "DE02120300000000202051";
        invoice.TaxNumber = null;
        invoice.Secret = "swordfish";

        Lines(before, invoice).ShouldBe(
        [
            """replace /iban {"$masked":true} {"$masked":true}""",
            """replace /taxNumber {"$masked":true} null""",
        ]);
        before.ToString().ShouldContain("/iban: (masked)");
        before.ToString().ShouldNotContain("DE89");
    }

    [Fact]
    public void Nested_objects_appear_and_disappear_with_their_members()
    {
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Billing = new Address("Hauptstraße 1", "Köln");
        InvoiceState after = InvoiceState.Of(invoice);

        Text(InvoiceDiff.Between(before, after)).ShouldBe(
        [
            "replace /billing null {}",
            "add /billing/street \"Hauptstraße 1\"",
            "add /billing/city \"Köln\"",
        ]);
        Text(InvoiceDiff.Between(after, before)).ShouldBe(
        [
            "remove /billing/street \"Hauptstraße 1\"",
            "remove /billing/city \"Köln\"",
            "replace /billing {} null",
        ]);
    }

    [Fact]
    public void Sets_and_dictionaries_tell_what_came_and_went()
    {
        Invoice invoice = NewInvoice();
        invoice.Tags.Add("red");
        invoice.Rates["EUR"] = 1.0m;
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Tags.Clear();
        invoice.Tags.Add("blue");
        invoice.Rates["EUR"] = 1.00m;
        invoice.Rates["U/S~D"] = 2;
        invoice.Places[InvoiceStatus.Posted] = new Address("a", "b");

        Lines(before, invoice).ShouldBe(
        [
            "remove /tags/- \"red\"",
            "add /tags/- \"blue\"",
            "replace /rates/EUR 1.0 1.00",
            "add /rates/U~1S~0D 2",
            "add /places/Posted {}",
            "add /places/Posted/street \"a\"",
            "add /places/Posted/city \"b\"",
        ]);
    }

    [Fact]
    public void Ordered_elements_move_as_few_as_possible()
    {
        Invoice invoice = NewInvoice();
        invoice.Steps.AddRange([Line(1), Line(2), Line(3), Line(4)]);
        InvoiceState before = InvoiceState.Of(invoice);
        InvoiceLine last = invoice.Steps[3];
        invoice.Steps.RemoveAt(3);
        invoice.Steps.Insert(0, last);

        Lines(before, invoice).ShouldBe(["move /steps/4 3 0"]);
    }

    [Fact]
    public void Applying_a_diff_gives_the_state_after_and_its_inverse_the_state_before()
    {
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Billing = new Address("x", "y");
        invoice.Tags.Add("t");
        invoice.Steps.AddRange([Line(1), Line(2)]);
        invoice.Insert(0, Line(7));
        invoice.Places[InvoiceStatus.Draft] = null;
        invoice.Customer = new CustomerId(Id);
        InvoiceState after = InvoiceState.Of(invoice);
        ImmutableArray<AuditChange> changes = InvoiceDiff.Between(before, after);

        InvoiceDiff.Apply(before, changes).ShouldBe(after);
        InvoiceDiff.Apply(after, InvoiceDiff.Invert(changes)).ShouldBe(before);
        InvoiceDiff.Apply(null, InvoiceDiff.Between(null, after)).ShouldBe(after);
        InvoiceDiff.Apply(after, InvoiceDiff.Between(after, null)).ShouldBeNull();
    }

    [Fact]
    public void The_resource_type_identifies_by_key_name_and_version()
    {
        Invoice invoice = NewInvoice();
        AuditResource resource = InvoiceResource.Instance.Identify(InvoiceResource.Instance.Capture(invoice));

        resource.ShouldBe(new AuditResource("invoice", Id.ToString()) { Name = "INV-1", Version = "3" });
        InvoiceResource.Instance.FormerNames.ShouldBe(["bill"]);
    }

    [Fact]
    public void A_typed_event_is_appended_by_hand_or_read_back()
    {
        TestsActions.InvoicePost.ShouldBe(new AuditAction("invoice.post", AuditCategory.Post, "finance", "invoice") { EventType = "InvoicePost" });
        Invoice invoice = NewInvoice();
        InvoiceState before = InvoiceState.Of(invoice);
        invoice.Status = InvoiceStatus.Posted;
        var posted = new InvoicePostEvent(before, InvoiceState.Of(invoice));

        posted.IsChanged("/status").ShouldBeTrue();
        posted.IsChanged("/number").ShouldBeFalse();
        posted.Resource!.Id.ShouldBe(Id.ToString());
        TestsActions.All.Length.ShouldBeGreaterThanOrEqualTo(3);
        TestsResources.All.ShouldContain(InvoiceResource.Instance);
    }

    private static string[] Lines(InvoiceState before, Invoice invoice) => Text(InvoiceDiff.Between(before, InvoiceState.Of(invoice)));

    internal static string[] Text(ImmutableArray<AuditChange> changes) =>
        [.. changes.Select(change => string.Join(' ', new[] { change.Op.ToString().ToLowerInvariant(), change.Path, change.Old.ToString(), change.New.ToString() }.Where(part => part.Length > 0)))];

    private static InvoiceLine Line(int number) => new() { Number = number, Article = "a" + number, Quantity = number };

    private static Invoice NewInvoice()
    {
        var invoice = new Invoice { Id = Id, Number = "INV-1", Version = 3, Total = new Money(12.50m, "EUR") };
        invoice.Add(new InvoiceLine { Number = 10, Article = "pen", Quantity = 2, Price = new Money(1, "EUR") });
        invoice.Add(new InvoiceLine { Number = 20, Article = "ink", Quantity = 1, Price = new Money(2, "EUR") });
        return invoice;
    }
}
