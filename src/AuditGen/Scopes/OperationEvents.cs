using System.Collections.Immutable;
using AuditGen.Envelopes;
using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <summary>
/// Writes the events that an operation leaves into its unit: first that of the declared resource of the root, then the others
/// in the order of time. Called under the operation's lock.
/// </summary>
internal readonly partial struct OperationEvents(AuditOperations operations, OperationTransaction transaction, AppendUnit unit)
{
    /// <summary>Writes the intent of a root operation.</summary>
    public void WriteIntent(AuditOperation root)
    {
        AuditTextWriter writer = unit.BeginIntent();
        Guid id = operations.Ids.Next(out DateTime time);
        EventHead head = Head(root, root.Action, AuditOutcome.Unknown);
        EventText.Begin(writer, id, time, head);
        WriteSubject(writer, root, root.Action);
        EventText.WriteCircumstances(writer, head);
        EventText.WriteUnknownChanges(writer);
        WriteData(writer, root, error: null);
        EventText.End(writer);
        unit.EndIntent();
    }

    /// <summary>Writes everything that the root and the commands that joined it leave.</summary>
    public void WriteAll(AuditOperation root)
    {
        ImmutableArray<AuditOperation> nested = transaction.Nested is { } ended ? [.. ended] : [];
        if (root.Outcome == AuditOutcome.Success)
        {
            WriteSuccesses(root, nested);
        }
        else
        {
            WriteCommitted();
            WriteRefusal(root);
        }

        WriteUnseenChangesOf(root);
        foreach (AuditOperation operation in nested)
        {
            if (operation.Outcome != AuditOutcome.Success)
            {
                WriteRefusal(operation);
            }

            WriteUnseenChangesOf(operation);
            operation.DisposeData();
        }

        root.DisposeData();
    }

    /// <summary>Writes what a change tracker says that one command saved: the declared resource first, then in the order of time.</summary>
    public void WriteSaved(AuditOperation owner, IReadOnlyList<SavedResource> saved)
    {
        SavedResource? first = null;
        foreach (SavedResource resource in saved)
        {
            if (string.Equals(resource.Type.ResourceType, owner.Action.ResourceType, StringComparison.Ordinal))
            {
                first = resource;
                WriteResource(Of(resource));
                break;
            }
        }

        foreach (SavedResource resource in saved)
        {
            if (resource != first)
            {
                WriteResource(Of(resource));
            }
        }

        RecordedResource Of(SavedResource resource) => new()
        {
            Owner = owner,
            Type = resource.Type,
            Before = resource.Before,
            After = resource.After,
            Error = resource.Error,
            Closed = true,
            IsCommitted = true,
        };
    }

    /// <summary>Writes the event of changes that nobody saw.</summary>
    public void WriteUnseenChanges(AuditOperation operation)
    {
        AuditTextWriter writer = Begin(operation, operation.Action, AuditOutcome.Success, out Guid id, out EventHead head);
        WriteSubject(writer, operation, operation.Action);
        EventText.WriteCircumstances(writer, head);
        EventText.WriteUnknownChanges(writer);
        WriteData(writer, operation, error: null);
        End(writer, id, operation.Action);
    }

    /// <summary>Writes what one nested command leaves that ended after its root.</summary>
    public void WriteOnly(AuditOperation operation)
    {
        if (operation.Outcome == AuditOutcome.Success)
        {
            WriteSuccess(operation);
        }
        else
        {
            WriteRefusal(operation);
        }

        operation.DisposeData();
    }

    /// <summary>The command failed, but a business store had committed something of it.</summary>
    private void WriteCommitted()
    {
        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            if (resource.IsCommitted)
            {
                WriteResource(resource);
            }
        }
    }

    private void WriteUnseenChangesOf(AuditOperation operation)
    {
        if (operation is { HasUnseenChanges: true, HasSaid: false })
        {
            WriteUnseenChanges(operation);
        }
    }

    private void WriteSuccesses(AuditOperation root, ImmutableArray<AuditOperation> nested)
    {
        if (nested.IsEmpty)
        {
            WriteSuccess(root);
            return;
        }

        var left = new HashSet<AuditOperation>();
        RecordedResource? first = FirstDeclared(root);
        if (first is not null && WriteResource(first))
        {
            left.Add(root);
        }
        else if (first is null && !OwnsResources(root) && WriteWithoutResource(root))
        {
            left.Add(root);
        }

        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            AuditOperation owner = resource.Owner;
            if (resource != first && (owner == root || resource.IsCommitted || nested.Contains(owner)) && WriteResource(resource))
            {
                left.Add(owner);
            }
        }

        if (!left.Contains(root) && OwnsResources(root))
        {
            WriteWithoutResource(root);
        }

        foreach (AuditOperation operation in nested)
        {
            if (operation is { Outcome: AuditOutcome.Success, IsRolledBack: false } && !left.Contains(operation))
            {
                WriteWithoutResource(operation);
            }
        }
    }

    private void WriteSuccess(AuditOperation operation)
    {
        RecordedResource? first = FirstDeclared(operation);
        bool left = first is not null && WriteResource(first);
        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            if (resource.Owner == operation && resource != first)
            {
                left |= WriteResource(resource);
            }
        }

        if (!left)
        {
            WriteWithoutResource(operation);
        }
    }

    /// <summary>The declared resource of the operation, unless a nested command had changed it before: changes must fold.</summary>
    private RecordedResource? FirstDeclared(AuditOperation operation)
    {
        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            if (resource.Owner == operation && resource is { Dropped: false, IsDeclared: true, IsContinuation: false })
            {
                return resource;
            }
        }

        return null;
    }

    private bool OwnsResources(AuditOperation operation)
    {
        foreach (RecordedResource resource in transaction.Resources.Items)
        {
            if (resource.Owner == operation && !resource.Dropped)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the event of one resource, where there is one.</summary>
    private bool WriteResource(RecordedResource resource)
    {
        if (resource.Dropped || !resource.Closed || (resource.Before is null && resource.After is null && resource.Error is null))
        {
            return false;
        }

        if (resource.Error is null)
        {
            try
            {
                return WriteChanges(resource);
            }
            catch (Exception exception)
            {
                // The command has taken effect; an event with unknown changes says more than an exception here would.
                resource.Error = exception;
                unit.AbandonEvent();
            }
        }

        AuditOperation owner = resource.Owner;
        string error = resource.Error.GetType().FullName!;
        ScopeLog.ChangesNotRecorded(operations.Logger, resource.Type.ResourceType, owner.Handler.HandlerType, owner.Handler.Method, error);
        AuditTextWriter writer = Begin(owner, owner.Action, AuditOutcome.Success, out Guid id, out EventHead head);
        EventText.WriteResource(writer, resource.Type.ResourceType, resource: null);
        EventText.WriteCircumstances(writer, head);
        EventText.WriteUnknownChanges(writer);
        WriteData(writer, owner, error);
        End(writer, id, owner.Action);
        return true;
    }

    private bool WriteChanges(RecordedResource resource)
    {
        AuditOperation owner = resource.Owner;
        AuditTextWriter writer = Begin(owner, owner.Action, AuditOutcome.Success, out Guid id, out EventHead head);
        AuditResource identity = resource.Type.Identify((resource.After ?? resource.Before)!);
        EventText.WriteResource(writer, resource.Type.ResourceType, identity);
        EventText.WriteCircumstances(writer, head);
        int start = EventText.BeginChanges(writer);
        int count = resource.Type.WriteChanges(resource.Before, resource.After, writer);
        EventText.EndChanges(writer, start, count);
        if (count == 0 && !(resource.IsDeclared && owner.Action.EmitWhenUnchanged))
        {
            unit.AbandonEvent();
            return false;
        }

        if (count > 1 && writer.Length - start > operations.Options.MaxEventBytes)
        {
            byte[] changes = writer.Written[(start + EventText.ChangesPrefixLength)..].ToArray();
            unit.AbandonEvent();
            WriteParts(resource, identity, changes);
            return true;
        }

        WriteData(writer, owner, error: null);
        End(writer, id, owner.Action);
        return true;
    }

    /// <summary>Writes the changes of a resource as several events, each with its number in <c>data</c>.</summary>
    private void WriteParts(RecordedResource resource, AuditResource identity, ReadOnlySpan<byte> changes)
    {
        AuditOperation owner = resource.Owner;
        List<Range> parts = ChangeParts.Divide(changes, operations.Options.MaxEventBytes);
        for (int i = 0; i < parts.Count; i++)
        {
            AuditTextWriter writer = Begin(owner, owner.Action, AuditOutcome.Success, out Guid id, out EventHead head);
            EventText.WriteResource(writer, resource.Type.ResourceType, identity);
            EventText.WriteCircumstances(writer, head);
            int start = EventText.BeginChanges(writer);
            writer.WriteRaw(changes[parts[i]]);
            EventText.EndChanges(writer, start, count: 1);
            WriteData(writer, owner, error: null, part: i + 1, parts: parts.Count);
            End(writer, id, owner.Action);
        }
    }

    /// <summary>Writes the event of a successful command that recorded no change, where it leaves one.</summary>
    private bool WriteWithoutResource(AuditOperation operation)
    {
        bool quiet = operation.Action.EmitWhenUnchanged;
        if (operation.HasLeftEvents || operation.HasUnseenChanges || (operation.HasRecorded && !quiet))
        {
            return false;
        }

        AuditTextWriter writer = Begin(operation, operation.Action, AuditOutcome.Success, out Guid id, out EventHead head);
        WriteSubject(writer, operation, operation.Action);
        EventText.WriteCircumstances(writer, head);
        if (!quiet)
        {
            EventText.WriteUnknownChanges(writer);
        }

        WriteData(writer, operation, error: null);
        End(writer, id, operation.Action);
        return true;
    }

    /// <summary>Writes the event of a command that failed, was refused or whose end is unknown, where one was asked for.</summary>
    private void WriteRefusal(AuditOperation operation)
    {
        bool unknown = operation.Outcome == AuditOutcome.Unknown;
        if (operation.Handler.OnFailure is null && !operation.HasDeclaredOutcome && !unknown)
        {
            return;
        }

        AuditAction action = unknown ? operation.Action : operation.Handler.OnFailure ?? operation.Action;
        AuditTextWriter writer = Begin(operation, action, operation.Outcome, out Guid id, out EventHead head);
        WriteSubject(writer, operation, action);
        EventText.WriteCircumstances(writer, head);
        if (unknown)
        {
            EventText.WriteUnknownChanges(writer);
        }

        WriteData(writer, operation, error: null);
        End(writer, id, action);
    }
}
