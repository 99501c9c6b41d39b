using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>
/// Folds the events of one resource, in the order of their ids, into its state. It needs no type: paths and values are
/// enough, and what was never recorded stays unknown.
/// </summary>
public sealed class AuditStateFold
{
    private readonly SortedDictionary<string, AuditStateValue> _values = new(StringComparer.Ordinal);
    private readonly List<AuditStateValue> _bags = [];
    private readonly ImmutableArray<Guid>.Builder _unknown = ImmutableArray.CreateBuilder<Guid>();
    private readonly ImmutableArray<AuditContinuityFault>.Builder _faults = ImmutableArray.CreateBuilder<AuditContinuityFault>();
    private AuditStateKnowledge _knowledge;
    private string? _name;
    private string? _version;
    private AuditEvent? _last;
    private int _events;

    /// <summary>Takes the next event. Events without a success change nothing and are counted only.</summary>
    public void Apply(AuditEvent auditEvent)
    {
        _events++;
        _last = auditEvent;
        if (auditEvent.ChangesUnknown)
        {
            _unknown.Add(auditEvent.Id);
        }

        if (auditEvent.Outcome != AuditOutcome.Success)
        {
            return;
        }

        _name = auditEvent.Resource?.Name ?? _name;
        _version = auditEvent.Resource?.Version ?? _version;
        if (auditEvent.Changes.IsEmpty)
        {
            return;
        }

        if (IsWhole(auditEvent, AuditChangeOp.Add))
        {
            // A creation, or a baseline: from here on every recorded member is known.
            _values.Clear();
            _bags.Clear();
            _unknown.Clear();
            _knowledge = AuditStateKnowledge.Whole;
        }
        else if (_knowledge is AuditStateKnowledge.Unknown or AuditStateKnowledge.Deleted)
        {
            _knowledge = AuditStateKnowledge.Partial;
        }

        foreach (AuditChange change in auditEvent.Changes)
        {
            Apply(auditEvent, change);
        }

        if (IsWhole(auditEvent, AuditChangeOp.Remove))
        {
            _values.Clear();
            _bags.Clear();
            _knowledge = AuditStateKnowledge.Deleted;
        }
    }

    /// <summary>Number of events so far whose old values differed from the state before them, by value.</summary>
    internal int FaultCount => _faults.Count;

    /// <summary>Whether the resource was deleted, so that nothing of its state is left.</summary>
    internal bool IsGone => _knowledge == AuditStateKnowledge.Deleted;

    /// <summary>The faults found since there were that many.</summary>
    internal IEnumerable<AuditContinuityFault> FaultsFrom(int count) => _faults.Skip(count);

    /// <summary>The state so far.</summary>
    /// <param name="resourceType">The resource type.</param>
    /// <param name="resourceId">The resource's id.</param>
    /// <param name="at">The time that was asked for.</param>
    public AuditState ToState(string resourceType, string resourceId, DateTimeOffset at) => new(resourceType, resourceId, at)
    {
        Knowledge = _knowledge,
        Name = _name,
        Version = _version,
        Values = [.. _values.Values.Concat(_bags).OrderBy(value => value.Path, StringComparer.Ordinal)],
        Events = _events,
        Last = _last,
        UnknownChanges = _unknown.ToImmutable(),
        Faults = _faults.ToImmutable(),
    };

    // Only a creation or a baseline adds root members, because null is a value; only a deletion removes them.
    private static bool IsWhole(AuditEvent auditEvent, AuditChangeOp op)
    {
        bool rooted = false;
        foreach (AuditChange change in auditEvent.Changes)
        {
            if (change.Op != op)
            {
                return false;
            }

            rooted |= change.Path.LastIndexOf('/') == 0 && !IsBag(change.Path);
        }

        return rooted;
    }

    private static bool IsBag(string path) => path.EndsWith("/-", StringComparison.Ordinal);

    private void Apply(AuditEvent auditEvent, in AuditChange change)
    {
        AuditStateValue value = new(change.Path, change.New, auditEvent.Id, auditEvent.Timestamp);
        if (IsBag(change.Path))
        {
            ApplyToBag(auditEvent, change, value);
            return;
        }

        if (change.Op == AuditChangeOp.Move)
        {
            // Positions are not part of the values.
            return;
        }

        bool known = _values.TryGetValue(change.Path, out AuditStateValue before);
        AuditValue expected = known ? before.Value : default;
        if (!UnreadableValues.MayBeEqual(expected, change.Old) && (known || (_knowledge == AuditStateKnowledge.Whole && !change.Old.IsMissing)))
        {
            _faults.Add(new AuditContinuityFault(auditEvent.Id, change.Path, expected, change.Old));
        }

        if (change.Op == AuditChangeOp.Remove)
        {
            _values.Remove(change.Path);
            RemoveBelow(change.Path);
            return;
        }

        if (change.New.Kind == AuditValueKind.Null)
        {
            RemoveBelow(change.Path);
        }

        _values[change.Path] = value;
    }

    private void ApplyToBag(AuditEvent auditEvent, AuditChange change, AuditStateValue value)
    {
        if (change.Op == AuditChangeOp.Add)
        {
            _bags.Add(value);
            return;
        }

        int index = UnreadableValues.IndexOf(
            _bags, element => string.Equals(element.Path, change.Path, StringComparison.Ordinal) ? element.Value : null, change.Old);
        if (index >= 0)
        {
            _bags.RemoveAt(index);
        }
        else if (_knowledge == AuditStateKnowledge.Whole)
        {
            _faults.Add(new AuditContinuityFault(auditEvent.Id, change.Path, default, change.Old));
        }

        if (change.Op == AuditChangeOp.Replace)
        {
            _bags.Add(value);
        }
    }

    // Removed containers list their members too; what is still there bypassed the recording, and goes with the container.
    private void RemoveBelow(string path)
    {
        string below = path + "/";
        List<string>? gone = null;
        foreach (string other in _values.Keys)
        {
            if (other.StartsWith(below, StringComparison.Ordinal))
            {
                (gone ??= []).Add(other);
            }
        }

        gone?.ForEach(other => _values.Remove(other));
        _bags.RemoveAll(element => element.Path.StartsWith(below, StringComparison.Ordinal));
    }
}
