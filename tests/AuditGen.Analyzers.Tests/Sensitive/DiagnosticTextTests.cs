using System.Collections.Immutable;
using AuditGen.Analyzers.Tests.Docs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Tests.Sensitive;

/// <summary>
/// What a rule reports goes to build logs and SARIF files that many people read. A canary stands in every text that the code of every
/// rule's example holds, the initial values of its members included; no message and no property of a diagnostic may repeat it. What
/// is written in attributes (reasons, codes) is meant to be read there.
/// </summary>
public sealed class DiagnosticTextTests
{
    private const string Canary = "Canary7f3a";

    public static TheoryData<string> Rules => RuleExampleTests.Rules;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Nothing_that_a_rule_reports_repeats_a_value_from_the_code(string rule)
    {
        foreach (RuleExample example in RulePage.Read(rule).Examples("Bad"))
        {
            string planted = Plant(example.Source);
            ImmutableArray<Diagnostic> found = await ExampleCompilation.Of(planted, example.Lock, Token).AnalyzeAsync(Token);

            found.ShouldContain(d => d.Id == rule, $"{example.Block} is reported with canaries in it too\n{planted}");
            foreach (Diagnostic diagnostic in found)
            {
                diagnostic.GetMessage().ShouldNotContain(Canary);
                diagnostic.Properties.Values.ShouldAllBe(static value => value == null || !value.Contains(Canary, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Canaries_are_planted_in_initial_values_and_in_the_texts_of_methods()
    {
        string[] planted = [.. RulePage.All.SelectMany(static page => page.Examples("Bad")).Select(static example => Plant(example.Source))];

        planted.Count(static source => source.Contains($"= \"{Canary}\"", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2);
        planted.Count(static source => source.Contains($" {Canary}", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
    }

    private static string Plant(string source) => new Planter().Visit(CSharpSyntaxTree.ParseText(source).GetRoot()).ToFullString();

    private sealed class Planter : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

        public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
        {
            bool isPlain = node.AccessorList?.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null) == true
                && node.Initializer is null && node.Parent is not InterfaceDeclarationSyntax && !node.Modifiers.Any(SyntaxKind.PartialKeyword) && !node.Modifiers.Any(SyntaxKind.AbstractKeyword)
                && node.Type.ToString() is "string" or "string?";
            return isPlain
                ? node.WithoutTrailingTrivia().WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression($" \"{Canary}\"")).WithLeadingTrivia(SyntaxFactory.Space))
                    .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithTrailingTrivia(node.GetTrailingTrivia())
                : base.VisitPropertyDeclaration(node);
        }

        public override SyntaxToken VisitToken(SyntaxToken token) => token.Kind() switch
        {
            SyntaxKind.StringLiteralToken => SyntaxFactory.Literal($"{token.ValueText} {Canary}").WithTriviaFrom(token),
            SyntaxKind.InterpolatedStringTextToken => SyntaxFactory.Token(token.LeadingTrivia, token.Kind(), $"{token.Text} {Canary}", $"{token.ValueText} {Canary}", token.TrailingTrivia),
            _ => token,
        };
    }
}
