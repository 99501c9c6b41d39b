namespace AuditGen;

/// <summary>The trail, to append to by hand where no command handler stands behind an event.</summary>
public interface IAuditTrail
{
    /// <summary>Appends an event. Inside an audited operation it shares the operation's id and context.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the wait for room; once there is room the event is appended.</param>
    /// <returns>The event's id, when the event is as durable as its context asks.</returns>
    /// <exception cref="AuditAppendException">The event could not be appended.</exception>
    ValueTask<Guid> AppendAsync(IAppendableEvent auditEvent, CancellationToken cancellationToken = default);
}
