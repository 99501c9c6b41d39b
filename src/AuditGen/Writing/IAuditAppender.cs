namespace AuditGen.Writing;

/// <summary>
/// The pipe from running operations to the journal. One unit, one operation: room is reserved before the command runs,
/// and everything the operation leaves enters the journal in one transaction.
/// </summary>
/// <remarks>
/// Life of a unit: rented by the caller, <see cref="ReserveAsync"/>, filled by the caller, <see cref="AppendAsync"/> or
/// <see cref="Release"/>. With either of the last two the appender becomes the owner, and disposes the unit (which
/// returns it to its pool) when it needs it no longer. When <see cref="ReserveAsync"/> throws, the caller stays the owner.
/// </remarks>
internal interface IAuditAppender
{
    /// <summary>The greatest event id found when the journal was opened, or <see cref="Guid.Empty"/>: new ids continue above it.</summary>
    Guid LastId { get; }

    /// <summary>
    /// Reserves room for the unit by the policy of its context, and journals its intent where it carries one; the intent
    /// is as durable as the context's events are when this completes.
    /// </summary>
    /// <exception cref="AuditAppendException">There is no room and the policy is <see cref="WhenFull.Fail"/>, the intent could
    /// not be journaled, or the pipe is closed; the command did not run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; nothing stays reserved and no intent stays open.</exception>
    ValueTask ReserveAsync(AppendUnit unit, CancellationToken cancellationToken);

    /// <summary>
    /// Commits the unit's events, and the end of its intent, as one transaction. Completes as the unit's
    /// <see cref="AppendUnit.Durability"/> says. Not cancellable: the command has taken effect.
    /// </summary>
    /// <exception cref="AuditAppendException">It could not be made durable; the unit is kept in memory and retried.</exception>
    ValueTask AppendAsync(AppendUnit unit);

    /// <summary>The operation leaves no event: gives the room back and closes the intent. Waits for nothing.</summary>
    void Release(AppendUnit unit);
}
