using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Model;

public sealed class ModelRuleTests
{
    [Fact]
    public Task A_complete_resource_is_fine() => Verify.NothingAsync("""
        [Auditable("finance", "invoice")]
        public sealed class Invoice
        {
            private readonly List<InvoiceLine> _lines = [];
            [AuditKey] public Guid Id { get; private set; }
            [AuditName] public string Number { get; private set; } = "";
            public decimal Total { get; private set; }
            public Uri? Link { get; set; }
            public byte[] Scan { get; set; } = [];
            public DayOfWeek Day { get; set; }
            public Money Net { get; set; } = new(1, "EUR");
            [AuditSensitive(Sensitivity.Mask)] public string? Iban { get; private set; }
            public IReadOnlyList<InvoiceLine> Lines => _lines;
            public Dictionary<string, string> Labels { get; } = [];
            [AuditReference] public Customer? Customer { get; set; }
        }
        [Auditable] public sealed class InvoiceLine { [AuditKey] public int Position { get; init; } public int Quantity { get; set; } }
        [Auditable("sales", "customer")] public sealed class Customer { [AuditKey] public Guid Id { get; init; } public List<Invoice> Invoices { get; } = []; }
        public sealed record Money(decimal Amount, string Currency);
        """);

    [Fact]
    public async Task A_resource_without_a_key_is_told_which_member_could_be_it()
    {
        var found = await Verify.ReportsAsync("AUD0001", """
            [Auditable("finance", "invoice")]
            public sealed class [|Invoice|] { public Guid Id { get; } public string Number { get; set; } = ""; }
            """);
        found.ShouldHaveSingleItem().GetMessage().ShouldEndWith("mark the identifying member with [AuditKey], such as 'Id'");
    }

    [Fact]
    public Task A_part_needs_no_key() => Verify.NothingAsync("[Auditable] public sealed class Address { public string City { get; set; } = \"\"; }");

    [Fact]
    public Task A_key_inherited_from_a_base_counts() => Verify.NothingAsync("""
        public abstract class Entity { [AuditKey] public Guid Id { get; protected init; } }
        [Auditable("finance", "invoice")] public sealed class Invoice : Entity;
        """);

    [Fact]
    public Task A_key_that_others_can_set_is_reported() => Verify.ReportsAsync("AUD0002", """
        [Auditable("finance", "invoice")]
        public sealed class Invoice { [AuditKey] public Guid [|Id|] { get; set; } }
        [Auditable("finance", "bill")]
        public sealed class Bill { [AuditKey] public readonly int Year; [AuditKey] public int [|Number|]; }
        [Auditable("finance", "note")]
        public sealed class Note { [AuditKey] public Guid Id { get; private set; } }
        [Auditable("finance", "draft")]
        public sealed record Draft([property: AuditKey] Guid Id);
        """);

    [Fact]
    public Task Members_that_have_no_value_are_reported() => Verify.ReportsAsync("AUD0003", """
        [Auditable("finance", "invoice")]
        public sealed unsafe class Invoice
        {
            [AuditKey] public Guid Id { get; }
            public Action? [|OnPosted|] { get; set; }
            public object? [|Anything|] { get; set; }
            public dynamic? [|Any|] { get; set; }
            public System.IO.Stream? [|Scan|] { get; set; }
            public Type? [|Kind|] { get; set; }
            public Task? [|Job|] { get; set; }
            public IQueryable<int>? [|Query|] { get; set; }
            public int[,] Grid { get; set; } = new int[0, 0];
            public int[,,] [|Cube|] { get; set; } = new int[0, 0, 0];
            [AuditMember] private Action? [|Annotated|] { get; set; }
            public System.Collections.ArrayList [|Old|] { get; } = [];
            public List<Func<int>> [|Steps|] { get; } = [];
            public Dictionary<string, object> [|Bag|] { get; } = [];
            public nint [|Handle|] { get; set; }
            public int* [|Pointer|] { get; set; }
            public Opaque? [|Opaque|] { get; set; }
            public IThing? [|Thing|] { get; set; }
            public Equal? Equal { get; set; }
            private Action? Hidden { get; set; }
            [AuditIgnore("callback")] public Action? Ignored { get; set; }
        }
        public class Opaque { public int A { get; set; } }
        public interface IThing;
        public sealed class Equal { public override bool Equals(object? obj) => true; public override int GetHashCode() => 0; }
        """);

    [Fact]
    public Task A_chosen_stored_name_counts_for_two_members_of_one_name() => Verify.ReportsAsync("AUD0014", """
        [Auditable("finance", "invoice")]
        public sealed class Invoice
        {
            [AuditKey] public Guid Id { get; }
            public string Text { get; private set; } = "";
            [AuditMember(Name = "text")] private string [|Other|] { get; set; } = "";
            [AuditMember(Name = "third")] private string text { get; set; } = "";
        }
        """);

    [Fact]
    public Task Elements_without_a_key_are_reported() => Verify.ReportsAsync("AUD0004", """
        [Auditable("finance", "invoice")]
        public sealed class Invoice { [AuditKey] public Guid Id { get; } public List<Line> [|Lines|] { get; } = []; public List<Tag> Tags { get; } = []; }
        [Auditable] public sealed class Line { public int Quantity { get; set; } }
        [Auditable] public sealed record Tag(string Text);
        """);

    [Fact]
    public async Task A_cycle_is_reported_at_each_member_that_closes_it()
    {
        var found = await Verify.ReportsAsync("AUD0005", """
            [Auditable("sales", "customer")] public sealed class Customer { [AuditKey] public Guid Id { get; } public List<Order> [|Orders|] { get; } = []; }
            [Auditable("sales", "order")] public sealed class Order { [AuditKey] public Guid Id { get; } public Customer? [|Customer|] { get; set; } }
            [Auditable("sales", "category")] public sealed class Category { [AuditKey] public Guid Id { get; } public Category? [|Parent|] { get; set; } }
            [Auditable("sales", "folder")] public sealed class Folder { [AuditKey] public Guid Id { get; } [AuditReference] public Folder? Parent { get; set; } }
            """);
        found[0].GetMessage().ShouldContain("Customer.Orders → Order.Customer → Customer");
    }

    [Fact]
    public Task Types_that_generated_code_cannot_name_are_reported() => Verify.ReportsAsync("AUD0006", """
        [Auditable] file sealed class [|Local|] { public int A { get; set; } }
        [Auditable] public ref struct [|Slice| ] { public int A { get; set; } }
        public sealed class Owner { [Auditable] private sealed class [|Inner|] { public int A { get; set; } } [Auditable] internal sealed class Fine { public int A { get; set; } } }
        [Auditable] public sealed class Part<T> { public T? A { get; set; } }
        [Auditable("finance", "entry")] public sealed class [|Entry|]<T> { [AuditKey] public Guid Id { get; } }
        """.Replace("| ]", "|]", StringComparison.Ordinal));

    [Fact]
    public Task A_derived_type_must_be_auditable_itself() => Verify.ReportsAsync("AUD0007", """
        [Auditable] public abstract class Payment { public decimal Amount { get; set; } }
        public sealed class [|CardPayment|] : Payment;
        [Auditable] public sealed class CashPayment : Payment;
        public abstract class Online : Payment;
        """);

    [Fact]
    public Task Stored_names_follow_their_pattern() => Verify.ReportsAsync("AUD0008", """
        [Auditable([|"Finance"|], [|"PurchaseOrder"|])] public sealed class A { [AuditKey] public Guid Id { get; } }
        [Auditable([|"auditgen"|], "invoice")] public sealed class B { [AuditKey] public Guid Id { get; } }
        [Auditable([|""|], [|" "|])] public sealed class C { [AuditKey] public Guid Id { get; } }
        [Auditable("finance", "purchase_order")] public sealed class D { [AuditKey] public Guid Id { get; } }
        """);

    [Fact]
    public Task Ignoring_without_a_reason_is_reported() => Verify.ReportsAsync("AUD0010", """
        [Auditable("finance", "invoice")] public sealed class Invoice
        {
            [AuditKey] public Guid Id { get; }
            [[|AuditIgnore("")|]] public int A { get; set; }
            [[|AuditIgnore("  ")|]] public int B { get; set; }
            [AuditIgnore("concurrency token")] public int C { get; set; }
        }
        """);

    [Fact]
    public Task Every_ignored_member_is_listed_with_its_reason() => Verify.ReportsAsync("AUD0015", """
        [Auditable("finance", "invoice")] public sealed class Invoice
        {
            [AuditKey] public Guid Id { get; }
            [[|AuditIgnore("concurrency token")|]] public byte[] RowVersion { get; set; } = [];
        }
        """);

    [Fact]
    public Task Annotations_of_members_need_an_annotated_type() => Verify.ReportsAsync("AUD0011", """
        public sealed class Invoice
        {
            [[|AuditKey|]] public Guid Id { get; }
            [[|AuditName|]] public string Number { get; set; } = "";
            [[|AuditIgnore("x")|]] public int A { get; set; }
        }
        public sealed record PostInvoice(Guid Id, [property: AuditReason] string? Why, [property: AuditData] string Channel, [property: AuditSensitive(Sensitivity.Omit)] string Code);
        """);

    [Fact]
    public Task Contradicting_annotations_are_reported() => Verify.ReportsAsync("AUD0012", """
        [Auditable("finance", "invoice")] public sealed class Invoice
        {
            [AuditKey, AuditIgnore("no")] public Guid [|Id|] { get; }
            [AuditKey, AuditSensitive(Sensitivity.Mask)] public string [|Iban|] { get; } = "";
            [AuditName, AuditSensitive(Sensitivity.Mask)] public string [|Name|] { get; } = "";
            [AuditName] public string [|Other|] { get; } = "";
            [AuditOrdered] public int [|Number|] { get; set; }
            [AuditKey] public List<int> [|Keys|] { get; } = [];
            [AuditReference] public Thing? [|Thing|] { get; set; }
            [AuditOrdered] public List<int> Steps { get; } = [];
            [AuditIgnore("x"), AuditSensitive(Sensitivity.Hash)] public string [|Both|] { get; set; } = "";
        }
        public sealed class Thing;
        """);

    [Fact]
    public Task A_resource_type_is_declared_once() => Verify.ReportsAsync("AUD0013", """
        [Auditable("finance", "invoice")] public sealed class A { [AuditKey] public Guid Id { get; } }
        [Auditable("finance", "invoice")] public sealed class [|B|] { [AuditKey] public Guid Id { get; } }
        [Auditable("sales", "invoice")] public sealed class C { [AuditKey] public Guid Id { get; } }
        [Auditable("finance", "payment")] public abstract class Payment { [AuditKey] public Guid Id { get; } }
        [Auditable("finance", "payment")] public sealed class Cash : Payment;
        """);

    [Fact]
    public Task Members_with_one_stored_name_are_reported() => Verify.ReportsAsync("AUD0014", """
        [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; } public string Url { get; set; } = ""; public string [|url|] { get; set; } = ""; }
        """);

    [Fact]
    public Task A_member_made_by_another_generator_is_reported_when_the_catalogue_lacks_it() => Verify.ReportsAsync(
        "AUD0009",
        """
        [assembly: AuditCatalogueResource("finance", "invoice", typeof(Invoice), Members = new[] { "/id", "/lines/*/quantity" })]
        [Auditable("finance", "invoice")] public sealed partial class [|Invoice|] { [AuditKey] public Guid Id { get; } }
        """,
        moreSources: ["// <auto-generated/>\npublic sealed partial class Invoice { public string Title { get; set; } = \"\"; }"]);

    [Fact]
    public async Task Without_AuditGen_nothing_is_said()
    {
        var compilation = CSharp.Compile(
            [CSharp.Parse("public class PostInvoiceCommandHandler { public void Handle(int command) { } public string Password { get; set; } = \"\"; }", "/A.cs")],
            CSharp.Framework);
        (await AllRules.RunAsync(compilation, cancellationToken: TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }
}
