using System.Collections.Immutable;

namespace AuditGen.Consuming;

/// <summary>The running consumers of this process's journal.</summary>
public interface IAuditConsumers
{
    /// <summary>Where each stands.</summary>
    ImmutableArray<ConsumerStatus> Status { get; }

    /// <summary>Offers events in quarantine to their consumer again.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="index">One event's journal index; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends it between two events.</param>
    /// <returns>How many were taken.</returns>
    /// <exception cref="ArgumentException">No consumer of that name runs here.</exception>
    ValueTask<int> ResendAsync(string consumer, long? index = null, CancellationToken cancellationToken = default);
}
