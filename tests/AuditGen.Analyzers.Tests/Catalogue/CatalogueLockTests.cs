using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Analyzers.Tests.Catalogue;

public sealed class CatalogueLockTests
{
    private const string Generated = """
        using AuditGen;
        [assembly: AuditCatalogueEntry("finance", "invoice", "invoice.post", AuditCategory.Post, FormerCodes = new[] { "invoice.book" })]
        [assembly: AuditCatalogueResource("finance", "invoice", typeof(Invoice), Members = new[] { "/id", "/total", "/lines/*/quantity" })]
        [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public int Id { get; private set; } [AuditFormerly("sum")] public int Total { get; set; } }
        """;

    [Theory]
    [InlineData("action finance invoice invoice.post post")]
    [InlineData("action finance invoice invoice.book post")]
    [InlineData("member finance invoice /total")]
    [InlineData("member finance invoice /sum")]
    [InlineData("# only a comment")]
    public async Task What_still_holds_or_was_renamed_is_fine(string line) => (await BreaksAsync(line)).ShouldBeEmpty();

    [Theory]
    [InlineData("action finance invoice invoice.send issue", "Action 'invoice.send' was removed or renamed")]
    [InlineData("action sales invoice invoice.post post", "Action 'invoice.post' changed its context from 'sales' to 'finance'")]
    [InlineData("action finance bill invoice.post post", "Action 'invoice.post' changed its resource type from 'bill' to 'invoice'")]
    [InlineData("action finance invoice invoice.post update", "Action 'invoice.post' changed its category from 'update' to 'post'")]
    [InlineData("member finance invoice /iban", "Member '/iban' of finance/invoice is not recorded any more")]
    [InlineData("member finance bill /id", "Resource type 'bill' of context 'finance' is gone")]
    public async Task What_breaks_a_reader_is_named(string line, string message)
    {
        Diagnostic found = (await BreaksAsync("# lock\n" + line)).ShouldHaveSingleItem();
        found.GetMessage().ShouldStartWith(message);
        found.Location.GetLineSpan().StartLinePosition.Line.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_new_is_information()
    {
        var compilation = CSharp.Compile([CSharp.Parse(Generated, "/A.cs")]);
        var found = await AllRules.RunAsync(compilation, files: [new LockFile("")], cancellationToken: TestContext.Current.CancellationToken);
        found.Single(d => d.Id == "AUD1022").Severity.ShouldBe(DiagnosticSeverity.Info);
    }

    private static async Task<Diagnostic[]> BreaksAsync(string text)
    {
        var compilation = CSharp.Compile([CSharp.Parse(Generated, "/A.cs")]);
        var found = await AllRules.RunAsync(compilation, files: [new LockFile(text)], cancellationToken: TestContext.Current.CancellationToken);
        return [.. found.Where(d => d.Id == "AUD1021")];
    }

    private sealed class LockFile(string text) : AdditionalText
    {
        public override string Path => "/src/audit-catalogue.lock";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
