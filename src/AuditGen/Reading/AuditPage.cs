using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>One page of an answer.</summary>
/// <param name="Records">The events, in the order asked for.</param>
/// <param name="Next">Where to go on; <see langword="null"/> when this was the last page.</param>
public sealed record AuditPage(ImmutableArray<AuditRecord> Records, AuditCursor? Next);
