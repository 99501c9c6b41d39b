using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Kibana;

/// <summary>What came of an import.</summary>
/// <param name="Imported">How many objects were imported.</param>
/// <param name="Errors">What was not, and why.</param>
/// <param name="IsComplete">Whether everything was.</param>
public sealed record KibanaImportReport(int Imported, ImmutableArray<string> Errors, bool IsComplete);
