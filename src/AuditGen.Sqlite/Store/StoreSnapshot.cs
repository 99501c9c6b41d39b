using System.Collections.Immutable;

namespace AuditGen.Sqlite.Store;

/// <summary>The manifest at one moment.</summary>
/// <param name="Origin">The journal that the events come from.</param>
/// <param name="Position">All journal events below this index are stored, or in quarantine.</param>
/// <param name="Segments">All segments, by month and part.</param>
internal sealed record StoreSnapshot(string Origin, long Position, ImmutableArray<StoreSegment> Segments);
