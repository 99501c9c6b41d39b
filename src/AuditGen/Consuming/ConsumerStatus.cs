namespace AuditGen.Consuming;

/// <summary>Where a consumer stands.</summary>
/// <param name="Name">The consumer.</param>
/// <param name="Position">Index of the first event it has not taken.</param>
/// <param name="Lag">How many events it has not taken.</param>
/// <param name="Failures">How many attempts have failed in a row; 0 while it works.</param>
/// <param name="LastFailure">What the last failure was, while it goes on failing.</param>
public sealed record ConsumerStatus(string Name, long Position, long Lag, int Failures, string? LastFailure)
{
    /// <summary>Whether its store takes nothing at present (<see cref="Journal.IJournalConsumer.IsBlocked"/>).</summary>
    public bool IsBlocked { get; init; }
}
