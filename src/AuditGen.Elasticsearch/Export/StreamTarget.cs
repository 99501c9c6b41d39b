using System.Text;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Where the events of one context go.</summary>
internal sealed class StreamTarget(string context, string stream)
{
    private long _generation = -1;

    public string Context { get; } = context;

    /// <summary>The beginning of the action line, up to the id.</summary>
    public byte[] ActionPrefix { get; } = Encoding.UTF8.GetBytes("{\"create\":{\"_index\":\"" + stream + "\",\"_id\":\"");

    /// <summary>The newest backing index that an answer has named, -1 before the first.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>An answer named a backing index.</summary>
    public void Seen(long generation)
    {
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
}
