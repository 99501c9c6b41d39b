namespace AuditGen.Documentation.Tests.Markdown;

/// <summary>One fenced block of a document.</summary>
/// <param name="Document">Path from the root of the repository.</param>
/// <param name="Line">Line of the fence, from 1.</param>
/// <param name="Language">What stands behind the opening fence; empty where nothing does.</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Heading">The heading that it stands under; empty before the first.</param>
/// <param name="Lead">The last line of prose before the block.</param>
internal sealed record CodeBlock(string Document, int Line, string Language, string Text, string Heading, string Lead)
{
    /// <summary>Code of others' packages, which its first line or the prose before it says is not compiled.</summary>
    public bool IsDeclaredUncompiled => (Lead + Text.Split('\n')[0]).Contains("not compiled", StringComparison.OrdinalIgnoreCase);

    /// <summary>A whole file, introduced by its name: <c>`Program.cs`:</c>.</summary>
    public bool IsNamedFile => Lead.StartsWith('`') && Lead.EndsWith(".cs`:", StringComparison.Ordinal);

    public override string ToString() => $"{Document}:{Line}";
}
