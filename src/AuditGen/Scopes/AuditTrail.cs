using System.Diagnostics.CodeAnalysis;
using AuditGen.Envelopes;
using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <summary>Appends by hand.</summary>
internal sealed class AuditTrail(AuditOperations operations) : IAuditTrail
{
    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The appender owns the unit once it is appended.")]
    public async ValueTask<Guid> AppendAsync(IAppendableEvent auditEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        AuditOperation? running = operations.Current;
        Guid operation = running?.Transaction.Id ?? operations.Ids.Next(out _);
        AuditContext context = running?.Transaction.Context ?? operations.ContextFor(outer: null);

        AppendUnit unit = operations.Units.Rent(operation, auditEvent.Action.Context, operations.Options.For(auditEvent.Action.Context));
        Guid id;
        try
        {
            id = Write(auditEvent, operation, context, unit);
            await operations.Appender.ReserveAsync(unit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            unit.Dispose();
            throw;
        }

        running?.MarkRecorded();
        await operations.Appender.AppendAsync(unit).ConfigureAwait(false);
        return id;
    }

    private Guid Write(IAppendableEvent auditEvent, Guid operation, AuditContext context, AppendUnit unit)
    {
        var head = new EventHead
        {
            Action = auditEvent.Action,
            Outcome = auditEvent.Outcome,
            Operation = operation,
            Context = context,
            Reason = auditEvent.Reason,
        };
        AuditTextWriter writer = unit.BeginEvent();
        Guid id = operations.Ids.Next(out DateTime time);
        EventText.Begin(writer, id, time, head);
        EventText.WriteResource(writer, auditEvent.Action.ResourceType, auditEvent.Resource);
        EventText.WriteCircumstances(writer, head);
        int start = EventText.BeginChanges(writer);
        EventText.EndChanges(writer, start, auditEvent.WriteChanges(writer));
        start = EventText.BeginData(writer);
        EventText.EndData(writer, start, auditEvent.WriteData(writer));
        EventText.End(writer);
        unit.EndEvent(id, auditEvent.Action.Context);
        operations.ReportMasked(unit);
        return id;
    }
}
