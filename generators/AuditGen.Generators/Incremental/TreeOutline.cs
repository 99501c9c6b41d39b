using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Generators.Incremental;

/// <summary>
/// What one file declares, as two hashes: models depend on nothing else of it. The bodies of methods are in neither, so that
/// most keystrokes change neither.
/// </summary>
/// <param name="Shape">
/// What decides how names are bound anywhere in the compilation: usings, namespaces, the headers of types with their
/// attributes, assembly attributes, constants.
/// </param>
/// <param name="Members">All other members: what only those who use the file's types see.</param>
internal sealed record TreeOutline(ulong Shape, ulong Members)
{
    public static TreeOutline Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new OutlineReader(tree.GetText(cancellationToken));
        reader.Read((CompilationUnitSyntax)tree.GetRoot(cancellationToken), ((CSharpParseOptions)tree.Options).LanguageVersion);
        return reader.ToOutline();
    }
}
