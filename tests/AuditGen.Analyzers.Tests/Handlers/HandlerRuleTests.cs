using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Handlers;

public sealed class HandlerRuleTests
{
    private const string Shape = """
        [assembly: CommandHandler(typeof(ICommandHandler<>))]
        public interface ICommandHandler<T> { Task HandleAsync(T command, CancellationToken ct); }
        public sealed record PostInvoice(Guid Id);
        [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } public int Total { get; set; } }

        """;

    [Fact]
    public async Task A_handler_without_audit_is_told_what_to_write()
    {
        var found = await Verify.ReportsAsync("AUD1001", Shape + """
            public sealed class [|PostInvoiceHandler|] : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
            """);
        found.ShouldHaveSingleItem().GetMessage().ShouldContain("[Audited(\"invoice.post\", AuditCategory.Post, typeof(Invoice))]");
    }

    [Theory]
    [InlineData("PostInvoices", "invoice.post")]
    [InlineData("RefreshInvoiceCache", "invoice.refresh_cache")]
    [InlineData("ChangeSupplierAddresses", "vendor.change_addresses")]
    [InlineData("CloseCompanies", "company.close")]
    [InlineData("ShipParcel", "parcel.ship")]
    public async Task The_resource_that_a_command_names_is_found(string command, string code)
    {
        var found = await Verify.ReportsAsync("AUD1001", Shape + $$"""
            [Auditable("purchase", "vendor")] public sealed class Supplier { [AuditKey] public Guid Id { get; init; } }
            [Auditable("purchase", "company")] public sealed class Company { [AuditKey] public Guid Id { get; init; } }
            public sealed record {{command}};
            public sealed class [|Handler|] : ICommandHandler<{{command}}> { public Task HandleAsync({{command}} command, CancellationToken ct) => Task.CompletedTask; }
            """);
        found.ShouldHaveSingleItem().GetMessage().ShouldContain($"[Audited(\"{code}\", ");
    }

    [Fact]
    public Task An_audited_handler_is_fine() => Verify.NothingAsync(Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        public sealed class CancelInvoiceHandler : ICommandHandler<int>
        {
            [Audited("invoice.cancel", AuditCategory.Cancel, typeof(Invoice))]
            public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Every_command_of_a_class_counts() => Verify.ReportsAsync("AUD1001", Shape + """
        public sealed class InvoiceHandlers : ICommandHandler<PostInvoice>, ICommandHandler<int>
        {
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask;
            public Task [|HandleAsync|](int command, CancellationToken ct) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_written_exemption_is_fine_and_listed() => Verify.ReportsAsync("AUD1002", Shape + """
        [[|AuditExempt("changes nothing")|]]
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public Task An_exemption_says_why() => Verify.ReportsAsync("AUD1003", Shape + """
        [[|AuditExempt(" ")|]]
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public Task A_configuration_that_matches_nothing_is_reported() => Verify.ReportsAsync("AUD1004", """
        [assembly: [|CommandHandler(typeof(IHandler<>))|]]
        internal interface IHandler<T> { void Handle(T command); }
        """);

    [Fact]
    public Task The_framework_shapes_are_recognised() => Verify.ReportsAsync("AUD1001", """
        namespace App
        {
            public sealed record PostInvoice(Guid Id) : MediatR.IRequest<int>;
            public sealed record GetInvoice(Guid Id) : MediatR.IRequest<int>;
            public sealed record InvoicePosted(Guid Id) : NServiceBus.IEvent;
            public sealed class [|A|] : MediatR.IRequestHandler<PostInvoice, int> { public Task<int> Handle(PostInvoice request, CancellationToken ct) => Task.FromResult(1); }
            public sealed class B : MediatR.IRequestHandler<GetInvoice, int> { public Task<int> Handle(GetInvoice request, CancellationToken ct) => Task.FromResult(1); }
            public sealed class [|C|] : NServiceBus.IHandleMessages<PostInvoice> { public Task Handle(PostInvoice message, object context) => Task.CompletedTask; }
            public sealed class D : NServiceBus.IHandleMessages<InvoicePosted> { public Task Handle(InvoicePosted message, object context) => Task.CompletedTask; }
            public sealed class [|CancelInvoiceCommandHandler|] { public Task HandleAsync(int command) => Task.CompletedTask; }
            public static class [|ShipHandler|] { public static void Handle(PostInvoice command) { } }
            public sealed class PostedHandler { public void Handle(InvoicePosted posted) { } }
            public sealed class Nothing { public void Handle(PostInvoice command) { } }
        }
        namespace MediatR { public interface IRequest<T>; public interface IRequestHandler<TRequest, TResponse> { Task<TResponse> Handle(TRequest request, CancellationToken ct); } }
        namespace NServiceBus { public interface IEvent; public interface IHandleMessages<T> { Task Handle(T message, object context); } }
        namespace Wolverine { public interface IMessageBus; }
        """);

    [Fact]
    public Task A_base_class_can_be_the_shape() => Verify.ReportsAsync("AUD1001", """
        [assembly: CommandHandler(typeof(Handler<>))]
        public abstract class Handler<T> { public abstract Task HandleAsync(T command); }
        public abstract class Middle<T> : Handler<T>;
        public sealed class [|A|] : Middle<int> { public override Task HandleAsync(int command) => Task.CompletedTask; }
        """);

    [Fact]
    public async Task A_shape_configured_in_a_referenced_assembly_counts()
    {
        using var stream = new MemoryStream();
        var contracts = CSharp.Compile([CSharp.Parse("""
            using AuditGen;
            [assembly: CommandHandler(typeof(Contracts.ICommandHandler<>))]
            namespace Contracts { public interface ICommandHandler<T> { Task HandleAsync(T command, CancellationToken ct); } }
            """, "/C.cs")]).WithAssemblyName("Contracts");
        contracts.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        stream.Position = 0;
        await Verify.ReportsAsync(
            "AUD1001",
            "public sealed class [|A|] : Contracts.ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }",
            references: [.. CSharp.References, Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(stream)]);
    }

    [Fact]
    public async Task Action_codes_follow_their_pattern()
    {
        var found = await Verify.ReportsAsync("AUD1005", Shape + """
            [Audited([|"PostInvoice"|], AuditCategory.Post, typeof(Invoice))]
            [Audited([|"invoice..post"|], AuditCategory.Post, typeof(Invoice))]
            [Audited([|""|], AuditCategory.Post, typeof(Invoice), OnFailure = [|"Invoice.Failed"|])]
            [Audited("invoice.post_late", AuditCategory.Post, typeof(Invoice))]
            public sealed class PostInvoiceHandler(IAuditScope audit) : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) { audit.Action(null!); return Task.CompletedTask; } }
            """);
        found[0].GetMessage().ShouldEndWith("write 'invoice.post'");
    }

    [Fact]
    public Task One_code_has_one_meaning() => Verify.ReportsAsync("AUD1006", Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        [Audited([|"invoice.post"|], AuditCategory.Update, typeof(Invoice))]
        public sealed class B : ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class C : ICommandHandler<long> { public Task HandleAsync(long command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public async Task One_code_has_one_meaning_across_references()
    {
        using var stream = new MemoryStream();
        var other = CSharp.Compile([CSharp.Parse("""
            [assembly: AuditGen.AuditCatalogueEntry("sales", "invoice", "invoice.post", AuditGen.AuditCategory.Post)]
            """, "/C.cs")]).WithAssemblyName("Sales");
        other.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        stream.Position = 0;
        var found = await Verify.ReportsAsync(
            "AUD1006",
            Shape + """
            [Audited([|"invoice.post"|], AuditCategory.Post, typeof(Invoice))]
            public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
            """,
            references: [.. CSharp.References, Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(stream)]);
        found.ShouldHaveSingleItem().GetMessage().ShouldContain("sales/invoice/post at 'Sales'");
    }

    [Fact]
    public Task A_code_begins_with_its_resource_type() => Verify.ReportsAsync("AUD1007", Shape + """
        [Audited([|"bill.post"|], AuditCategory.Post, typeof(Invoice))]
        public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public Task The_resource_is_an_auditable_resource() => Verify.ReportsAsync("AUD1008", Shape + """
        [Auditable] public sealed class Line { public int A { get; set; } }
        public sealed class Plain;
        [Audited("line.post", AuditCategory.Post, typeof([|Line|]))]
        public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        [Audited("plain.post", AuditCategory.Post, typeof([|Plain|]))]
        public sealed class B : ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }
        """.Replace("typeof([|Line|])", "[|typeof(Line)|]", StringComparison.Ordinal).Replace("typeof([|Plain|])", "[|typeof(Plain)|]", StringComparison.Ordinal));

    [Fact]
    public async Task A_class_that_nothing_can_wrap_is_reported_unless_there_is_an_adapter()
    {
        await Verify.ReportsAsync("AUD1009", """
            [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } }
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public sealed class [|PostInvoiceHandler|] { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }
            """);
        await Verify.NothingAsync(
            """
            [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } }
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public sealed class PostInvoiceHandler { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }
            """,
            new Dictionary<string, string> { ["auditgen_adapter"] = "true" });
    }

    [Fact]
    public Task A_handler_that_generated_code_cannot_name_is_reported() => Verify.ReportsAsync("AUD1009", """
        [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } }
        public interface IHandler<T> { Task HandleAsync(T command, CancellationToken ct); }
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        file sealed class [|PostInvoiceHandler|] : IHandler<int> { public Task HandleAsync(int command, CancellationToken ct) => Task.CompletedTask; }
        public sealed class Module
        {
            [Audited("invoice.send", AuditCategory.Update, typeof(Invoice))]
            private sealed class [|SendInvoiceHandler|] : IHandler<long> { public Task HandleAsync(long command, CancellationToken ct) => Task.CompletedTask; }
            [Audited("invoice.close", AuditCategory.Close, typeof(Invoice))]
            internal sealed class CloseInvoiceHandler : IHandler<short> { public Task HandleAsync(short command, CancellationToken ct) => Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task An_audited_query_is_pointed_out() => Verify.ReportsAsync("AUD1019", """
        public interface IQueryHandler<T> { Task HandleAsync(T query); }
        [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } }
        public sealed record FindInvoices(string Text);
        [[|Audited("invoice.find", AuditCategory.Update, typeof(Invoice))|]]
        public sealed class A : IQueryHandler<FindInvoices> { public Task HandleAsync(FindInvoices query) => Task.CompletedTask; }
        [Audited("invoice.export", AuditCategory.Export, typeof(Invoice))]
        public sealed class B : IQueryHandler<int> { public Task HandleAsync(int query) => Task.CompletedTask; }
        """);

    [Fact]
    public Task Technical_noise_is_pointed_out() => Verify.ReportsAsync("AUD1020", Shape + """
        [Audited([|"invoice.refresh_cache"|], AuditCategory.Update, typeof(Invoice))]
        public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);
}
