using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>What a store holds.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Bytes">How much room they take, indexes included.</param>
/// <param name="Segments">Its parts, oldest first.</param>
public sealed record AuditStoreStatus(long Events, long Bytes, ImmutableArray<AuditStoreSegment> Segments);
