namespace AuditGen.Writing;

/// <summary>Items that have become durable, on their way back to the callers: told on the thread pool, so that the writer writes.</summary>
internal sealed class WriteBatch(WriteBatchPool pool, Reservations reservations) : IThreadPoolWorkItem
{
    /// <summary>The items.</summary>
    public List<WriteItem> Items { get; } = [];

    /// <summary>Tells the callers, gives room and buffers back, and the batch to its pool.</summary>
    public void Execute()
    {
        int places = 0;
        long bytes = 0;
        foreach (ref readonly WriteItem item in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Items))
        {
            if (item.Room > 0)
            {
                places++;
                bytes += item.Room;
            }

            item.Return();
            item.Completion?.TrySucceed();
        }

        if (places > 0)
        {
            reservations.Give(places, bytes);
        }

        Items.Clear();
        pool.Return(this);
    }
}
