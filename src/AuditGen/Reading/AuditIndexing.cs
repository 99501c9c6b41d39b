using System.Runtime.InteropServices;

namespace AuditGen.Reading;

/// <summary>How far a store is behind its journal.</summary>
/// <param name="Indexed">All events with a journal index below this can be found.</param>
/// <param name="Appended">How many events the journal holds, as far as the store can know.</param>
/// <param name="Behind">For how long the oldest event that cannot be found yet has been waiting; zero when there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditIndexing(long Indexed, long Appended, TimeSpan Behind)
{
    /// <summary>How many events cannot be found yet.</summary>
    public long Lag => Math.Max(0, Appended - Indexed);
}
