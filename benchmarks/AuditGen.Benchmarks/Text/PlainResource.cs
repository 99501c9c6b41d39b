namespace AuditGen.Benchmarks.Text;

/// <summary>What, as a plain record.</summary>
internal sealed record PlainResource(string Type, string Id, string Name);
