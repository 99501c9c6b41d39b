using System.Collections.Concurrent;

namespace AuditGen.Writing;

/// <summary>Keeps emptied batches for the next commits.</summary>
internal sealed class WriteBatchPool(Reservations reservations)
{
    private const int Kept = 8;

    private readonly ConcurrentQueue<WriteBatch> _kept = new();

    public WriteBatch Rent() => _kept.TryDequeue(out WriteBatch? batch) ? batch : new WriteBatch(this, reservations);

    public void Return(WriteBatch batch)
    {
        if (_kept.Count < Kept)
        {
            _kept.Enqueue(batch);
        }
    }
}
