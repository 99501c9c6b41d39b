using System.Collections.Concurrent;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Contexts whose events are left out of a page because the store has not taken any of them for a while, each with the first
/// event left out. Filled by the deliveries of one page, side by side.
/// </summary>
/// <param name="after">How long a context is tried before it is held back.</param>
/// <param name="time">The clock.</param>
internal sealed class PageHolds(TimeSpan after, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (long First, string Reason)> _held = new(StringComparer.Ordinal);

    /// <summary>What is left out.</summary>
    public IEnumerable<(string Context, long First, string Reason)> Held => _held.Select(static entry => (entry.Key, entry.Value.First, entry.Value.Reason));

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEmpty => _held.IsEmpty;

    /// <summary>Begins another page.</summary>
    public void Clear() => _held.Clear();

    /// <summary>Whether the event is to be left out, which is noted.</summary>
    public bool LeavesOut(StreamTarget target, long index)
    {
        if (target.TroubledSince is not { } since || (time.GetElapsedTime(since) < after && !_held.ContainsKey(target.Context)))
        {
            return false;
        }

        _held.AddOrUpdate(
            target.Context,
            static (_, added) => (added.Index, added.Reason),
            static (_, known, added) => (Math.Min(known.First, added.Index), known.Reason),
            (Index: index, Reason: target.Trouble ?? "refused"));
        return true;
    }

    /// <summary>How long a context that the store does not take may still be tried.</summary>
    public TimeSpan Left(StreamTarget target) => target.TroubledSince is { } since && after - time.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
