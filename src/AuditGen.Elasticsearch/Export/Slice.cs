using System.Runtime.InteropServices;

namespace AuditGen.Elasticsearch.Export;

/// <summary>A piece of an event text: of a string what stands between its quotes, of anything else the whole value.</summary>
/// <remarks>An event text begins with a brace, so no piece begins at 0: that is an absent one.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsPresent => Start != 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Start, Length);
}
