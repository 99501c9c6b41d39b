using System.Text.Json.Serialization;

namespace AuditGen.Benchmarks.Text;

/// <summary>An enum's value, as a plain record.</summary>
internal sealed record PlainEnum([property: JsonPropertyName("$enum")] string Name, int Number);
