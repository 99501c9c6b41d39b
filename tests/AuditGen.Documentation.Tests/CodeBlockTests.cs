using AuditGen.Documentation.Tests.Compiling;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Documentation.Tests;

/// <summary>
/// What the documents show compiles as shown. Rule pages have their own tests, beside the analyzers; the files that the README
/// tells a newcomer to write are built and run by the packaging tests.
/// </summary>
public sealed class CodeBlockTests
{
    public static TheoryData<string> Documents { get; } =
    [
        .. Repository.Documents.Where(document => !document.StartsWith("docs/rules/", StringComparison.Ordinal)
            && BlocksOf(document).Any(block => block.Language == "csharp")),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_examples_of_a_document_compile(string document)
    {
        CodeBlock[] blocks = [.. BlocksOf(document).Where(block => block is { Language: "csharp", IsDeclaredUncompiled: false, IsNamedFile: false })];

        DocumentCompilation.ErrorsOf(document, blocks, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Only_code_of_packages_that_are_not_here_goes_uncompiled() =>
        Repository.Documents.SelectMany(BlocksOf)
            .Where(block => block is { Language: "csharp", IsDeclaredUncompiled: true })
            .ShouldAllBe(block => block.Text.Contains("ITransport", StringComparison.Ordinal) || block.Text.Contains("IPipelineBehavior", StringComparison.Ordinal));

    private static IEnumerable<CodeBlock> BlocksOf(string document) => CodeBlocks.Of(document, Repository.Read(document));
}
