using AuditGen.Envelopes;
using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <content>What every event of an operation has around its changes: head, subject, facts.</content>
internal readonly partial struct OperationEvents
{
    private AuditTextWriter Begin(AuditOperation operation, AuditAction action, AuditOutcome outcome, out Guid id, out EventHead head)
    {
        AuditTextWriter writer = unit.BeginEvent();
        id = operations.Ids.Next(out DateTime time);
        head = Head(operation, action, outcome);
        EventText.Begin(writer, id, time, head);
        return writer;
    }

    private void End(AuditTextWriter writer, Guid id, AuditAction action)
    {
        EventText.End(writer);
        unit.EndEvent(id, action.Context);
        operations.ReportMasked(unit);
        unit.Require(operations.Options.For(action.Context).Durability);
    }

    private EventHead Head(AuditOperation operation, AuditAction action, AuditOutcome outcome) => new()
    {
        Action = action,
        Outcome = outcome,
        Operation = transaction.Id,
        Context = transaction.Context,
        Reason = operation.OutcomeReason ?? ReasonOf(operation),
    };

    private static string? ReasonOf(AuditOperation? operation)
    {
        for (; operation is not null; operation = operation.Parent)
        {
            if (operation.Reason is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    /// <summary>The subject that the handler named, else the declared resource that it recorded, else the type alone.</summary>
    private void WriteSubject(AuditTextWriter writer, AuditOperation operation, AuditAction action) =>
        EventText.WriteResource(writer, action.ResourceType, operation.Subject ?? RecordedSubject(operation));

    private AuditResource? RecordedSubject(AuditOperation operation)
    {
        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            if (resource.Owner == operation && resource.IsDeclared && (resource.Before ?? resource.After) is { } state)
            {
                try
                {
                    return resource.Type.Identify(state);
                }
                catch (Exception)
                {
                    // A resource without a key, say, cannot be named; the event still says what was attempted.
                    return null;
                }
            }
        }

        return null;
    }

    private static void WriteData(AuditTextWriter writer, AuditOperation operation, string? error, int part = 0, int parts = 0)
    {
        int start = EventText.BeginData(writer);
        int empty = writer.Length;
        writer.WriteRaw(operation.Data);
        writer.WriteProperty("audit_error"u8, error);
        writer.WriteProperty("audit_exception"u8, operation.ExceptionType);
        writer.WriteProperty("audit_reason"u8, operation.OutcomeReason is null ? null : ReasonOf(operation));
        if (parts > 0)
        {
            writer.WritePropertyName("audit_part"u8);
            writer.WriteNumber(part);
            writer.WritePropertyName("audit_parts"u8);
            writer.WriteNumber(parts);
        }

        EventText.EndData(writer, start, writer.Length - empty);
    }
}
