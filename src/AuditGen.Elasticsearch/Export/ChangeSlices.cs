using System.Runtime.InteropServices;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Where the parts of one change stand in the event text. Values are whole, quotes included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChangeSlices(Slice Path, Slice Old, Slice New);
