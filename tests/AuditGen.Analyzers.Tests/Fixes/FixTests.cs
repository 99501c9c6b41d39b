using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AuditGen.Analyzers.Tests.Fixes;

public sealed class FixTests
{
    private const string Shape = """
        [assembly: CommandHandler(typeof(ICommandHandler<>))]
        public interface ICommandHandler<T> { Task HandleAsync(T command, CancellationToken ct); }
        public sealed record PostInvoice(Guid Id);
        public sealed record CancelInvoice(Guid Id);
        [Auditable("finance", "invoice")]
        public sealed class Invoice { [AuditKey] public Guid Id { get; private set; } public int Total { get; set; } }

        """;

    [Fact]
    public Task Handlers_are_marked_with_the_action_that_their_names_suggest() => Fixing.VerifyAsync(
        "AUD1001",
        "Add [Audited(",
        Shape + """
        /// <summary>Posts.</summary>
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }

        public sealed class CancelInvoiceHandler : ICommandHandler<CancelInvoice> { public Task HandleAsync(CancelInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """,
        Shape + """
        /// <summary>Posts.</summary>
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }

        [Audited("invoice.cancel", AuditCategory.Cancel, typeof(Invoice))]
        public sealed class CancelInvoiceHandler : ICommandHandler<CancelInvoice> { public Task HandleAsync(CancelInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Theory]
    [InlineData("Guid")]
    [InlineData("int")]
    [InlineData("List<PostInvoice>")]
    [InlineData("(Guid Id, string Why)")]
    [InlineData("System.Text.StringBuilder")]
    public Task A_command_of_the_framework_leaves_the_action_to_the_name_of_the_handler(string command) => Fixing.VerifyAsync(
        "AUD1001",
        "Add [Audited(\"invoice.cancel\", AuditCategory.Cancel, typeof(Invoice))]",
        Shape + $$"""
        public sealed class CancelInvoiceHandler : ICommandHandler<{{command}}> { public Task HandleAsync({{command}} command, CancellationToken ct) => Task.CompletedTask; }
        """,
        Shape + $$"""
        [Audited("invoice.cancel", AuditCategory.Cancel, typeof(Invoice))]
        public sealed class CancelInvoiceHandler : ICommandHandler<{{command}}> { public Task HandleAsync({{command}} command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public Task The_resource_is_named_so_that_the_handler_sees_it() => Fixing.VerifyAsync(
        "AUD1001",
        "Add [Audited(\"receipt.print\", AuditCategory.Update, typeof(Receipt))]",
        Shape + """
        namespace Sales { [Auditable("sales", "receipt")] public sealed class Receipt { [AuditKey] public Guid Id { get; init; } } }
        namespace Printing
        {
            public sealed record PrintReceipt;

            public sealed class PrintReceiptHandler : ICommandHandler<PrintReceipt> { public Task HandleAsync(PrintReceipt command, CancellationToken ct) => Task.CompletedTask; }
        }
        """,
        Shape + """
        namespace Sales { [Auditable("sales", "receipt")] public sealed class Receipt { [AuditKey] public Guid Id { get; init; } } }
        namespace Printing
        {
            public sealed record PrintReceipt;

            [Audited("receipt.print", AuditCategory.Update, typeof(Sales.Receipt))]
            public sealed class PrintReceiptHandler : ICommandHandler<PrintReceipt> { public Task HandleAsync(PrintReceipt command, CancellationToken ct) => Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task Handlers_are_exempted_and_the_reason_is_still_asked_for() => Fixing.VerifyAsync(
        "AUD1001",
        "Add [AuditExempt(",
        Shape + """
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """,
        Shape + """
        [AuditExempt("…")]
        public sealed class PostInvoiceHandler : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
        """);

    [Fact]
    public Task The_likely_key_is_marked() => Fixing.VerifyAsync(
        "AUD0001",
        "Add [AuditKey]",
        """
        [Auditable("finance", "bill")]
        public sealed class Bill
        {
            public Guid Id { get; private set; }
        }
        [Auditable("finance", "note")]
        public sealed record Note(Guid Id);
        """,
        """
        [Auditable("finance", "bill")]
        public sealed class Bill
        {
            [AuditKey]
            public Guid Id { get; private set; }
        }
        [Auditable("finance", "note")]
        public sealed record Note([property: AuditKey] Guid Id);
        """);

    [Fact]
    public Task Secrets_are_classified() => Fixing.VerifyAsync(
        "AUD2001",
        "Add [AuditSensitive(",
        """
        [Auditable("identity", "user")]
        public sealed class User
        {
            [AuditKey] public Guid Id { get; private set; }
            public string Password { get; set; } = "";
            public string? Iban { get; set; }
        }
        """,
        """
        [Auditable("identity", "user")]
        public sealed class User
        {
            [AuditKey] public Guid Id { get; private set; }
            [AuditSensitive(Sensitivity.Omit)]
            public string Password { get; set; } = "";
            [AuditSensitive(Sensitivity.Mask)]
            public string? Iban { get; set; }
        }
        """);

    [Fact]
    public Task Dropped_emissions_are_awaited() => Fixing.VerifyAsync(
        "AUD1012",
        "Await",
        Shape + """
        public sealed class A(IAuditTrail trail) : ICommandHandler<PostInvoice> { public async Task HandleAsync(PostInvoice command, CancellationToken ct) { await Task.Yield(); _ = trail.AppendAsync(null!, ct); } }
        """,
        Shape + """
        public sealed class A(IAuditTrail trail) : ICommandHandler<PostInvoice> { public async Task HandleAsync(PostInvoice command, CancellationToken ct) { await Task.Yield(); await trail.AppendAsync(null!, ct); } }
        """);

    [Fact]
    public Task Resources_are_tracked_before_they_change() => Fixing.VerifyAsync(
        "AUD1015",
        "Add audit.Track(",
        Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class A(IAuditScope audit) : ICommandHandler<Invoice>
        {
            public Task HandleAsync(Invoice command, CancellationToken ct)
            {
                command.Total = 1;
                return Task.CompletedTask;
            }
        }
        """,
        Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class A(IAuditScope audit) : ICommandHandler<Invoice>
        {
            public Task HandleAsync(Invoice command, CancellationToken ct)
            {
                audit.Track(command);
                command.Total = 1;
                return Task.CompletedTask;
            }
        }
        """);

    [Theory]
    [InlineData("AUD1005", "[Audited(\"PostIt\", AuditCategory.Post, typeof(Invoice))]", "[Audited(\"invoice.post_it\", AuditCategory.Post, typeof(Invoice))]")]
    [InlineData("AUD1007", "[Audited(\"bill.post\", AuditCategory.Post, typeof(Invoice))]", "[Audited(\"invoice.post\", AuditCategory.Post, typeof(Invoice))]")]
    public Task Codes_are_rewritten_as_proposed(string rule, string before, string after)
    {
        const string Handler = "\npublic sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }";
        return Fixing.VerifyAsync(rule, "Write", Shape + before + Handler, Shape + after + Handler);
    }

    [Fact]
    public async Task The_lock_is_brought_up_to_date()
    {
        const string Source = "using AuditGen;\n" + Shape + """
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public sealed class A : ICommandHandler<PostInvoice> { public Task HandleAsync(PostInvoice command, CancellationToken ct) => Task.CompletedTask; }
            """;
        using var workspace = new AdhocWorkspace();
        Project project = Fixing.Open(workspace, Source, "action finance invoice invoice.send issue\n");
        Diagnostic broken = (await Fixing.AnalyzeAsync(project)).Single(d => d.Id == "AUD1021");
        broken.GetMessage().ShouldStartWith("Action 'invoice.send' was removed or renamed");
        broken.Location.GetLineSpan().Path.ShouldBe("/audit-catalogue.lock");

        TextDocument file = project.AdditionalDocuments.Single();
        CodeAction? action = null;
        CodeFixProvider provider = Fixing.Providers().Single(p => p.FixableDiagnosticIds.Contains("AUD1021"));
        await provider.RegisterCodeFixesAsync(new CodeFixContext(file, broken, (a, _) => action = a, TestContext.Current.CancellationToken));
        project = (await Fixing.ApplyAsync(action!, project.Solution)).GetProject(project.Id)!;

        string text = (await project.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        text.ShouldEndWith("\naction finance invoice invoice.post post\n");
        (await Fixing.AnalyzeAsync(project)).ShouldNotContain(d => d.Id == "AUD1021" || d.Id == "AUD1022");
    }
}
