namespace Erp.Serving;

/// <summary>Knows for how long nobody has asked anything.</summary>
internal sealed class Idleness(TimeProvider time, TimeSpan longest)
{
    private long _since = time.GetTimestamp();

    /// <summary>Somebody asks.</summary>
    public void Interrupt() => Volatile.Write(ref _since, time.GetTimestamp());

    /// <summary>Waits until nobody has asked for the longest time allowed.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (longest - time.GetElapsedTime(Volatile.Read(ref _since)) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }
}
