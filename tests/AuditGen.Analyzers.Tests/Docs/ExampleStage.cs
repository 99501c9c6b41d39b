using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>
/// What the examples take as given: <c>Stage/X.cs</c> declares the <c>X</c> that an example names and does not declare itself. Only what
/// is named is there, so that an example's catalogue is its own.
/// </summary>
internal static class ExampleStage
{
    private const string Usings = "Usings";

    private static readonly Dictionary<string, SyntaxTree> Files =
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/AuditGen.Analyzers.Tests/Docs/Stage"), "*.cs")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => CSharp.Parse(File.ReadAllText(f), "/Stage/" + Path.GetFileName(f)), StringComparer.Ordinal);

    /// <summary>The names of what can be taken as given.</summary>
    public static IEnumerable<string> Names => Files.Keys.Where(name => name != Usings);

    public static IReadOnlyList<SyntaxTree> For(SyntaxTree example)
    {
        SortedSet<string> taken = new(StringComparer.Ordinal) { Usings };
        HashSet<string> own = [.. example.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.ValueText)];
        Stack<SyntaxTree> open = new([example]);
        while (open.TryPop(out SyntaxTree? tree))
        {
            foreach (string name in NamesIn(tree).Where(name => !own.Contains(name) && Files.ContainsKey(name) && taken.Add(name)))
            {
                open.Push(Files[name]);
            }
        }

        return [.. taken.Select(name => Files[name])];
    }

    private static IEnumerable<string> NamesIn(SyntaxTree tree) =>
        tree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
}
