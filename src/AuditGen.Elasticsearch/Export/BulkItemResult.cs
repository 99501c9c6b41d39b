namespace AuditGen.Elasticsearch.Export;

/// <summary>The answer to one event of a bulk request.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Generation">Number of the backing index that the answer names, or -1.</param>
/// <param name="Reason">Why it was not stored; <see langword="null"/> where it was.</param>
internal readonly record struct BulkItemResult(BulkVerdict Verdict, long Generation, string? Reason);
