using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>
/// Everything known at one point of one path: what was emitted, what was persisted, what variables hold. Immutable;
/// paths that know the same are the same path from there on.
/// </summary>
internal sealed class World : IEquatable<World>
{
    public static readonly World Start = new(
        EmissionLevel.None, null, saved: false, null, ImmutableDictionary.Create<object, FlowValue>(SlotComparer.Instance));

    private readonly ImmutableDictionary<object, FlowValue> _values;
    private int _hash;

    private World(EmissionLevel emission, IOperation? emissionSite, bool saved, IOperation? early, ImmutableDictionary<object, FlowValue> values)
    {
        Emission = emission;
        EmissionSite = emissionSite;
        Saved = saved;
        Early = early;
        _values = values;
    }

    public EmissionLevel Emission { get; }

    /// <summary>Where the emission of that level is, for reports.</summary>
    public IOperation? EmissionSite { get; }

    /// <summary>Whether something was persisted since the last emission, or since a catch was entered.</summary>
    public bool Saved { get; }

    /// <summary>An emission that nothing had been persisted before; a mistake if something is persisted after it.</summary>
    public IOperation? Early { get; }

    public FlowValue this[object slot] => _values.TryGetValue(slot, out FlowValue? value) ? value : FlowValue.Unknown;

    public World With(object slot, FlowValue value) =>
        ReferenceEquals(value, FlowValue.Unknown)
            ? Without(slot)
            : _values.TryGetValue(slot, out FlowValue? old) && old == value ? this : new World(Emission, EmissionSite, Saved, Early, _values.SetItem(slot, value));

    public World Without(object slot) =>
        _values.ContainsKey(slot) ? new World(Emission, EmissionSite, Saved, Early, _values.Remove(slot)) : this;

    public World WithoutAny(Func<object, bool> slots)
    {
        List<object>? gone = null;
        foreach (object slot in _values.Keys)
        {
            if (slots(slot))
            {
                (gone ??= []).Add(slot);
            }
        }

        return gone is null ? this : new World(Emission, EmissionSite, Saved, Early, _values.RemoveRange(gone));
    }

    /// <summary>An emission begins: from now on nothing has been persisted since.</summary>
    public World BeginEmission(IOperation site) =>
        new(Emission, EmissionSite, saved: false, Saved ? Early : Early ?? site, _values);

    public World Emitted(EmissionLevel level, IOperation? site) =>
        level > Emission ? new World(level, site, Saved, Early, _values) : this;

    public World WithEmission(EmissionLevel level, IOperation? site) => new(level, site, Saved, Early, _values);

    public World Persisted() => new(Emission, EmissionSite, saved: true, early: null, _values);

    public World EnteredCatch() => Saved ? new World(Emission, EmissionSite, saved: false, Early, _values) : this;

    /// <summary>The same path, with what was done inside a call reported at the call.</summary>
    public World ReportedAt(IOperation call, World before) => new(
        Emission,
        EmissionSite is null || ReferenceEquals(EmissionSite, before.EmissionSite) ? EmissionSite : call,
        Saved,
        Early is null || ReferenceEquals(Early, before.Early) ? Early : call,
        _values);

    /// <summary>The same path with what another one did, but what this one knows of variables.</summary>
    public World WithEffectsOf(World other) => new(other.Emission, other.EmissionSite, other.Saved, other.Early, _values);

    /// <summary>The changes of resources that were not tracked.</summary>
    public IEnumerable<IOperation> Untracked()
    {
        foreach (FlowValue value in _values.Values)
        {
            if (value is TrackingValue { ChangedAt: { } change })
            {
                yield return change;
            }
        }
    }

    /// <summary>Forgets what only sharpens the analysis, so that a loop comes to an end.</summary>
    public World Coarse()
    {
        List<object>? gone = null;
        foreach (KeyValuePair<object, FlowValue> pair in _values)
        {
            if (pair.Key is string || pair.Value is ConstantValue { Value: not null })
            {
                (gone ??= []).Add(pair.Key);
            }
        }

        return gone is null ? this : new World(Emission, EmissionSite, Saved, Early, _values.RemoveRange(gone));
    }

    public bool Equals(World? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || GetHashCode() != other.GetHashCode() || Emission != other.Emission || Saved != other.Saved
            || !ReferenceEquals(Early, other.Early) || !ReferenceEquals(EmissionSite, other.EmissionSite) || _values.Count != other._values.Count)
        {
            return false;
        }

        foreach (KeyValuePair<object, FlowValue> pair in _values)
        {
            if (!other._values.TryGetValue(pair.Key, out FlowValue? value) || value != pair.Value)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as World);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            int hash = ((int)Emission * 31) + (Saved ? 7 : 3) + (Early?.GetHashCode() ?? 0);
            foreach (KeyValuePair<object, FlowValue> pair in _values)
            {
                hash ^= unchecked((SlotComparer.Instance.GetHashCode(pair.Key) * 397) ^ pair.Value.GetHashCode());
            }

            _hash = hash == 0 ? 1 : hash;
        }

        return _hash;
    }
}
