using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.CodeFixes;

/// <summary>What stands around code.</summary>
internal static class TriviaExtensions
{
    /// <summary>The white space directly in front of a node, without the comments and lines before it.</summary>
    public static SyntaxTriviaList Indentation(this SyntaxTriviaList leading) =>
        [.. leading.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
}
