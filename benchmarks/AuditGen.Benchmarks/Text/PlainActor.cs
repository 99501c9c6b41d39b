namespace AuditGen.Benchmarks.Text;

/// <summary>Who, as a plain record.</summary>
internal sealed record PlainActor(string Id, string Name, string Kind);
