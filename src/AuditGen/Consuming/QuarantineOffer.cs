namespace AuditGen.Consuming;

/// <summary>Offers what is in quarantine to its consumer again, one event at a time.</summary>
internal static class QuarantineOffer
{
    /// <summary>Offers events, and releases those that were taken.</summary>
    /// <param name="quarantine">Where they are; the consumer puts them back where it refuses them again.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="index">One event's journal index; <see langword="null"/> for all.</param>
    /// <param name="offer">Hands one event to the consumer.</param>
    /// <param name="taken">Told of each event that was taken.</param>
    /// <param name="refused">Told of each event that was refused again, with the new reason.</param>
    /// <param name="cancellationToken">Ends it between two events.</param>
    /// <returns>How many were taken.</returns>
    public static async ValueTask<int> AllAsync(
        IAuditQuarantine quarantine,
        string consumer,
        long? index,
        Func<QuarantinedEvent, CancellationToken, ValueTask> offer,
        Action<QuarantinedEvent>? taken,
        Action<QuarantinedEvent>? refused,
        CancellationToken cancellationToken)
    {
        int count = 0;
        long after = index - 1 ?? -1;
        while (quarantine.List(consumer, after, limit: 1) is [{ } next] && (index is null || next.Record.Index == index))
        {
            cancellationToken.ThrowIfCancellationRequested();
            after = next.Record.Index;
            await offer(next, cancellationToken).ConfigureAwait(false);
            if (RefusedAgain(quarantine, consumer, next) is { } again)
            {
                refused?.Invoke(again);
                continue;
            }

            quarantine.Release(consumer, after);
            taken?.Invoke(next);
            count++;
        }

        return count;
    }

    private static QuarantinedEvent? RefusedAgain(IAuditQuarantine quarantine, string consumer, QuarantinedEvent offered) =>
        quarantine.List(consumer, offered.Record.Index - 1, limit: 1) is [{ } now] && now.Record.Index == offered.Record.Index && now.Attempts > offered.Attempts ? now : null;
}
