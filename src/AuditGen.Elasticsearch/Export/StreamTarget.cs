using System.Text;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Where the events of one context go.</summary>
internal sealed class StreamTarget(string context, string stream)
{
    private long _generation = -1;
    private volatile Difficulty? _difficulty;

    public string Context { get; } = context;

    /// <summary>The beginning of the action line, up to the id.</summary>
    public byte[] ActionPrefix { get; } = Encoding.UTF8.GetBytes("{\"create\":{\"_index\":\"" + stream + "\",\"_id\":\"");

    /// <summary>The newest backing index that an answer has named, -1 before the first.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Since when the store has taken no event of this context although it was offered some, as a time stamp.</summary>
    public long? TroubledSince => _difficulty?.Since;

    /// <summary>Why it took none.</summary>
    public string? Trouble => _difficulty?.Reason;

    /// <summary>The store did not take an event of this context, though it answered.</summary>
    public void NotTaken(string reason, TimeProvider time) => _difficulty ??= new Difficulty(time.GetTimestamp(), reason);

    /// <summary>The store took an event; an answer named a backing index.</summary>
    public void Seen(long generation)
    {
        _difficulty = null;
        long known = Volatile.Read(ref _generation);
        while (generation > known)
        {
            long before = Interlocked.CompareExchange(ref _generation, generation, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    private sealed record Difficulty(long Since, string Reason);
}
