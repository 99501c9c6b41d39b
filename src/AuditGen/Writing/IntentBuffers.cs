using System.Collections.Concurrent;

namespace AuditGen.Writing;

/// <summary>
/// Buffers for the texts of intents on their way to the writer. The shared array pool keeps few buffers for a traffic
/// that rents on one thread and returns on another; this keeps as many as a busy queue holds.
/// </summary>
internal sealed class IntentBuffers
{
    private const int Kept = 1024;
    private const int Smallest = 512;
    private const int Largest = 8 * 1024;

    private readonly ConcurrentQueue<byte[]> _kept = new();
    private int _count;

    /// <summary>A buffer with a copy of the text at its beginning.</summary>
    public byte[] Copy(ReadOnlySpan<byte> text)
    {
        if (_kept.TryDequeue(out byte[]? buffer))
        {
            Interlocked.Decrement(ref _count);
        }

        if (buffer is null || buffer.Length < text.Length)
        {
            buffer = new byte[Math.Max(Smallest, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)text.Length))];
        }

        text.CopyTo(buffer);
        return buffer;
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length <= Largest && Interlocked.Increment(ref _count) <= Kept)
        {
            _kept.Enqueue(buffer);
        }
        else if (buffer.Length <= Largest)
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
