using System.Runtime.InteropServices;

namespace AuditGen.Scopes;

/// <summary>The resources that the commands of one operation recorded, in the order of time. Guarded by its owner's lock.</summary>
internal sealed class RecordedResources
{
    private const int IndexedFrom = 16;

    private readonly List<RecordedResource> _items = [];
    private Dictionary<object, RecordedResource>? _openByInstance;

    /// <summary>The resources, in the order of time.</summary>
    public ReadOnlySpan<RecordedResource> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>The instance is about to change.</summary>
    public void Track(AuditOperation owner, AuditResourceType type, object instance)
    {
        RecordedResource? open = FindOpen(instance);
        if (open is null)
        {
            Add(new RecordedResource { Owner = owner, Type = type, Instance = instance, Before = type.Capture(instance) });
        }
        else if (open.Owner != owner)
        {
            TakeOver(open, owner, type.Capture(instance));
        }
    }

    /// <summary>The resource came into being.</summary>
    public void Created(AuditOperation owner, AuditResourceType type, object instance)
    {
        RecordedResource? open = FindOpen(instance);
        if (open is null)
        {
            Add(new RecordedResource { Owner = owner, Type = type, Instance = instance });
        }
        else if (open.Owner == owner)
        {
            open.Before = null;
        }
        else
        {
            TakeOver(open, owner, type.Capture(instance));
        }
    }

    /// <summary>One value took the place of another.</summary>
    public void Changed(AuditOperation owner, AuditResourceType type, object before, object after)
    {
        object stateBefore = type.Capture(before);
        object stateAfter = type.Capture(after);
        RecordedResource? earlier = FindValue(owner, type, stateBefore);
        if (earlier is { Instance: not null })
        {
            // Created in this command, then replaced: it came into being as the last value.
            Reindex(earlier, after);
        }
        else if (earlier is not null)
        {
            earlier.After = stateAfter;
        }
        else
        {
            Add(new RecordedResource { Owner = owner, Type = type, Before = stateBefore, After = stateAfter, Closed = true });
        }
    }

    /// <summary>The resource ceased to be.</summary>
    public void Deleted(AuditOperation owner, AuditResourceType type, object instance)
    {
        object state = type.Capture(instance);
        RecordedResource? open = FindOpen(instance) ?? FindValue(owner, type, state);
        if (open is null || open.Owner != owner)
        {
            if (open is not null)
            {
                Close(open, state);
            }

            _items.Add(new RecordedResource { Owner = owner, Type = type, Before = state, Closed = true });
            return;
        }

        // What was stored is the state before this command touched it; one made and removed in the same command leaves nothing.
        Close(open, null);
    }

    /// <summary>The command came to its end: settles what it recorded, and gives back what it had taken over.</summary>
    public void End(AuditOperation owner, bool succeeded)
    {
        int count = _items.Count;
        for (int i = 0; i < count; i++)
        {
            RecordedResource item = _items[i];
            if (item.Owner != owner)
            {
                continue;
            }

            if (!succeeded)
            {
                item.Dropped = true;
            }

            if (!item.Closed)
            {
                object? now = succeeded ? Capture(item) : item.Before;
                object? instance = item.Instance;
                Close(item, now);
                if (instance is not null && Running(item.Resumes) is { } outer)
                {
                    Add(new RecordedResource { Owner = outer, Type = item.Type, Instance = instance, Before = now, Resumes = outer.Parent, IsContinuation = true });
                }
            }
        }
    }

    private static AuditOperation? Running(AuditOperation? operation)
    {
        while (operation is { IsRunning: false })
        {
            operation = operation.Parent;
        }

        return operation;
    }

    private static object? Capture(RecordedResource item)
    {
        try
        {
            return item.Type.Capture(item.Instance!);
        }
        catch (Exception exception)
        {
            // The command has taken effect; an event with unknown changes says more than an exception here would.
            item.Error = exception;
            return null;
        }
    }

    private void TakeOver(RecordedResource open, AuditOperation owner, object state)
    {
        object instance = open.Instance!;
        Close(open, state);
        Add(new RecordedResource { Owner = owner, Type = open.Type, Instance = instance, Before = state, Resumes = open.Owner, IsContinuation = true });
    }

    private void Add(RecordedResource item)
    {
        _items.Add(item);
        if (item is { Closed: false, Instance: not null })
        {
            if (_openByInstance is not null)
            {
                _openByInstance[item.Instance] = item;
            }
            else if (_items.Count >= IndexedFrom)
            {
                _openByInstance = new Dictionary<object, RecordedResource>(ReferenceEqualityComparer.Instance);
                foreach (RecordedResource open in _items.Where(each => each is { Closed: false, Instance: not null }))
                {
                    _openByInstance[open.Instance!] = open;
                }
            }
        }
    }

    private void Close(RecordedResource item, object? after)
    {
        if (item.Instance is not null)
        {
            _openByInstance?.Remove(item.Instance);
            item.Instance = null;
        }

        item.After = after;
        item.Closed = true;
    }

    private void Reindex(RecordedResource item, object instance)
    {
        if (_openByInstance is not null)
        {
            _openByInstance.Remove(item.Instance!);
            _openByInstance[instance] = item;
        }

        item.Instance = instance;
    }

    private RecordedResource? FindOpen(object instance)
    {
        if (_openByInstance is not null)
        {
            return _openByInstance.GetValueOrDefault(instance);
        }

        foreach (RecordedResource item in Items)
        {
            if (ReferenceEquals(item.Instance, instance))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>What the command said before of the same resource, by key, where its latest state is the given one.</summary>
    private RecordedResource? FindValue(AuditOperation owner, AuditResourceType type, object state)
    {
        for (int i = _items.Count - 1; i >= 0; i--)
        {
            RecordedResource item = _items[i];
            if (item.Owner != owner || item.Type != type)
            {
                continue;
            }

            object? latest = item.Closed ? item.After : type.IsMutable ? null : type.Capture(item.Instance!);
            if (latest is not null && Same(type, latest, state))
            {
                return item;
            }
        }

        return null;
    }

    private static bool Same(AuditResourceType type, object left, object right)
    {
        using var scratch = new AuditTextWriter();
        return type.WriteChanges(left, right, scratch) == 0 && type.Identify(left).Id == type.Identify(right).Id;
    }
}
