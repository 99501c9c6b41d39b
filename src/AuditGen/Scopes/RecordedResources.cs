using System.Runtime.InteropServices;

namespace AuditGen.Scopes;

/// <summary>The resources that the commands of one operation recorded, in the order of time. Guarded by its owner's lock.</summary>
internal sealed class RecordedResources
{
    private const int IndexedFrom = 16;

    private readonly List<RecordedResource> _items = [];
    private Dictionary<object, RecordedResource>? _latestByInstance;
    private Dictionary<(AuditResourceType Type, string Id), RecordedResource>? _saved;
    private List<RecordedResource>? _firstSave;

    /// <summary>The resources, in the order of time.</summary>
    public ReadOnlySpan<RecordedResource> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>The instance is about to change.</summary>
    public void Track(AuditOperation owner, AuditResourceType type, object instance)
    {
        RecordedResource? latest = FindLatest(instance);
        if (latest is null or { Closed: true })
        {
            Add(new RecordedResource
            {
                Owner = owner,
                Type = type,
                Instance = instance,
                Before = type.Capture(instance),
                IsContinuation = latest is { Dropped: false } && latest.Owner != owner,
            });
        }
        else if (latest.Owner != owner)
        {
            TakeOver(latest, owner, type.Capture(instance));
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
        if (earlier is { Closed: false })
        {
            // Created in this command, then replaced: it came into being as the last value.
            earlier.Instance = after;
            if (_latestByInstance is not null)
            {
                Index(earlier);
            }
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

            Add(new RecordedResource { Owner = owner, Type = type, Instance = instance, Before = state, Closed = true, IsContinuation = open is not null });
            return;
        }

        // What was stored is the state before this command touched it; one made and removed in the same command leaves nothing.
        Close(open, null);
    }

    /// <summary>
    /// A change tracker says what one save wrote, and was committed. Runs of changes that one command makes to one resource join,
    /// unless another command changed it in between.
    /// </summary>
    public void Saved(AuditOperation owner, IReadOnlyList<SavedResource> saved)
    {
        if (_firstSave is null)
        {
            // A save writes each resource once, and most operations save once: there is nothing to find by id yet.
            _firstSave = new List<RecordedResource>(saved.Count);
            foreach (SavedResource each in saved)
            {
                Forget(each.Instance);
                RecordedResource item = Committed(owner, each, continues: false);
                _firstSave.Add(item);
                Add(item);
            }

            return;
        }

        _saved ??= IndexById(_firstSave);
        foreach (SavedResource each in saved)
        {
            Forget(each.Instance);
            SavedAgain(owner, each);
        }
    }

    /// <summary>What was recorded of the instance by hand is known better now.</summary>
    public void Forget(object? instance)
    {
        if (instance is not null && FindOpen(instance) is { } open)
        {
            Close(open, null);
            open.Dropped = true;
            open.Instance = null;
        }
    }

    /// <summary>The command succeeded: settles what it recorded, and gives back what it had taken over.</summary>
    public void Settle(AuditOperation owner)
    {
        int count = _items.Count;
        for (int i = 0; i < count; i++)
        {
            RecordedResource item = _items[i];
            if (item.Owner == owner && !item.Closed)
            {
                Close(item, Capture(item));
                if (Running(item.Resumes) is { } outer)
                {
                    Resume(item, outer);
                }
            }
        }
    }

    /// <summary>
    /// The command failed: what it and the ended commands nested in it recorded did not happen. A resource that an outer command
    /// had recorded before is that command's again, from the state in which it was taken over.
    /// </summary>
    public void Drop(AuditOperation owner)
    {
        foreach (RecordedResource item in _items)
        {
            if (!item.IsCommitted && (item.Owner == owner || (item.Owner.IsWithin(owner) && !item.Owner.IsRunning)))
            {
                item.Dropped = true;
                item.Closed = true;
            }
        }

        Dictionary<object, RecordedResource> kept = Relink();
        int count = _items.Count;
        for (int i = 0; i < count; i++)
        {
            RecordedResource item = _items[i];
            if (item is { Dropped: true, Instance: not null } && FindLatest(item.Instance) == item
                && kept.TryGetValue(item.Instance, out RecordedResource? last) && last is { After: not null, Owner.IsRunning: true })
            {
                Resume(last, last.Owner);
            }
        }
    }

    /// <summary>
    /// Makes what is left of each resource continue where what is left before it ended, so that changes fold across the gap that
    /// dropped ones leave.
    /// </summary>
    /// <returns>The last of each resource that is left.</returns>
    private Dictionary<object, RecordedResource> Relink()
    {
        var kept = new Dictionary<object, RecordedResource>(ReferenceEqualityComparer.Instance);
        foreach (RecordedResource item in _items)
        {
            if (item is { Dropped: false, Instance: not null })
            {
                if (item.IsContinuation && kept.TryGetValue(item.Instance, out RecordedResource? before) && before.After is not null)
                {
                    item.Before = before.After;
                }

                kept[item.Instance] = item;
            }
        }

        return kept;
    }

    private void SavedAgain(AuditOperation owner, SavedResource saved)
    {
        RecordedResource item = Committed(owner, saved, continues: false);
        if (IdOf(item) is not { } id)
        {
            Add(item);
            return;
        }

        (AuditResourceType, string) key = (saved.Type, id);
        if (!_saved!.TryGetValue(key, out RecordedResource? earlier))
        {
            _saved[key] = item;
            Add(item);
        }
        else if (earlier.Owner == owner && earlier.Error is null)
        {
            earlier.After = saved.After;
        }
        else
        {
            _saved[key] = item = Committed(owner, saved, continues: true);
            Add(item);
        }
    }

    private static Dictionary<(AuditResourceType Type, string Id), RecordedResource> IndexById(List<RecordedResource> items)
    {
        var index = new Dictionary<(AuditResourceType Type, string Id), RecordedResource>(items.Count);
        foreach (RecordedResource item in items)
        {
            if (IdOf(item) is { } id)
            {
                index[(item.Type, id)] = item;
            }
        }

        return index;
    }

    private static RecordedResource Committed(AuditOperation owner, SavedResource saved, bool continues) => new()
    {
        Owner = owner,
        Type = saved.Type,
        Before = saved.Before,
        After = saved.After,
        Error = saved.Error,
        Closed = true,
        IsCommitted = true,
        IsContinuation = continues,
    };

    private static string? IdOf(RecordedResource item)
    {
        if (item.Error is not null || (item.After ?? item.Before) is not { } state)
        {
            return null;
        }

        try
        {
            return item.Type.Identify(state).Id;
        }
        catch (Exception exception)
        {
            item.Error = exception;
            return null;
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
        Close(open, state);
        Add(new RecordedResource { Owner = owner, Type = open.Type, Instance = open.Instance, Before = state, Resumes = open.Owner, IsContinuation = true });
    }

    private void Resume(RecordedResource from, AuditOperation owner) => Add(new RecordedResource
    {
        Owner = owner,
        Type = from.Type,
        Instance = from.Instance,
        Before = from.After,
        Resumes = owner.Parent,
        IsContinuation = true,
        Error = from.Error,
    });

    private static void Close(RecordedResource item, object? after)
    {
        item.After = after;
        item.Closed = true;
    }

    private void Add(RecordedResource item)
    {
        _items.Add(item);
        if (_latestByInstance is not null)
        {
            Index(item);
        }
        else if (_items.Count >= IndexedFrom)
        {
            _latestByInstance = new Dictionary<object, RecordedResource>(ReferenceEqualityComparer.Instance);
            _items.ForEach(Index);
        }
    }

    private void Index(RecordedResource item)
    {
        if (item.Instance is not null)
        {
            _latestByInstance![item.Instance] = item;
        }
    }

    private RecordedResource? FindLatest(object instance)
    {
        if (_latestByInstance is not null)
        {
            return _latestByInstance.GetValueOrDefault(instance);
        }

        for (int i = _items.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_items[i].Instance, instance))
            {
                return _items[i];
            }
        }

        return null;
    }

    private RecordedResource? FindOpen(object instance) => FindLatest(instance) is { Closed: false } open ? open : null;

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
