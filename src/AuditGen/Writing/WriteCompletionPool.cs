using System.Collections.Concurrent;

namespace AuditGen.Writing;

/// <summary>Keeps completions for the next appends, up to a bound.</summary>
internal sealed class WriteCompletionPool
{
    private const int Kept = 4096;

    private readonly ConcurrentQueue<WriteCompletion> _kept = new();
    private int _count;

    public WriteCompletion Rent()
    {
        if (_kept.TryDequeue(out WriteCompletion? completion))
        {
            Interlocked.Decrement(ref _count);
            return completion;
        }

        return new WriteCompletion(this);
    }

    internal void Return(WriteCompletion completion)
    {
        if (Interlocked.Increment(ref _count) <= Kept)
        {
            _kept.Enqueue(completion);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
