namespace AuditGen.Reading;

/// <summary>One part of a store: a month segment, an archive, a backing index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tier">Where it is kept: <c>hot</c>, <c>warm</c>, <c>cold</c> or <c>frozen</c>.</param>
/// <param name="From">The beginning of the time it covers.</param>
/// <param name="Events">How many events it holds.</param>
/// <param name="Bytes">How much room it takes.</param>
public sealed record AuditStoreSegment(string Name, string Tier, DateTimeOffset From, long Events, long Bytes);
