namespace AuditGen.Benchmarks.Text;

/// <summary>A change, as a plain record.</summary>
internal sealed record PlainChange(string Path, string Op, object Old, object New);
