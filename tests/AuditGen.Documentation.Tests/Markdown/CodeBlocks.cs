namespace AuditGen.Documentation.Tests.Markdown;

/// <summary>Finds the fenced blocks of a document (CommonMark 0.31, section 4.5; fences of three backquotes, not indented).</summary>
internal static class CodeBlocks
{
    private const string Fence = "```";

    public static IEnumerable<CodeBlock> Of(string document, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        string heading = "";
        string lead = "";
        for (int at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                heading = lines[at].StartsWith('#') ? lines[at].TrimStart('#', ' ') : heading;
                lead = lines[at].Length > 0 ? lines[at] : lead;
                continue;
            }

            int end = Array.FindIndex(lines, at + 1, line => line.StartsWith(Fence, StringComparison.Ordinal));
            end.ShouldBeGreaterThan(at, $"{document}:{at + 1}: this block has no end");
            yield return new CodeBlock(document, at + 1, lines[at][Fence.Length..].Trim(), string.Join('\n', lines[(at + 1)..end]), heading, lead);
            at = end;
        }
    }
}
