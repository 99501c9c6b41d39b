using System.Collections.Immutable;

namespace AuditGen.Generators;

/// <summary>
/// Brings the models of an assembly together: one state a type however many use it, derived types joined to their bases,
/// members that close a cycle left out. A pure function of the models, in an order that does not depend on theirs.
/// </summary>
internal sealed class Linker
{
    private readonly SortedDictionary<string, TypeModel> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _derived = new(StringComparer.Ordinal);
    private readonly HashSet<string> _classes = new(StringComparer.Ordinal);

    private Linker()
    {
    }

    public static ImmutableEquatableArray<LinkedType> Link(ImmutableArray<AuditableModel> models)
    {
        var linker = new Linker();
        foreach (AuditableModel model in models.OrderBy(static model => model.Type.SourceType, StringComparer.Ordinal))
        {
            linker._types[model.Type.State] = model.Type;
        }

        foreach (TypeModel part in models.SelectMany(static model => model.Parts).OrderBy(static part => part.SourceType, StringComparer.Ordinal))
        {
            if (!linker._types.ContainsKey(part.State))
            {
                linker._types.Add(part.State, part);
            }
        }

        linker.FindBases();
        linker.BreakCycles();
        return linker._types.Values.Select(linker.Linked).ToEquatable();
    }

    private void FindBases()
    {
        foreach (TypeModel type in _types.Values)
        {
            // A public state cannot extend one that is not, and needs none of that name generated elsewhere.
            if (type.BaseStates.FirstOrDefault(state => _types.TryGetValue(state, out TypeModel? candidate) && (candidate.IsPublic || !type.IsPublic)) is { } found
                && !type.IsValueType)
            {
                _bases.Add(type.State, found);
                if (!_derived.TryGetValue(found, out List<string>? derived))
                {
                    _derived.Add(found, derived = []);
                }

                // In the order of their names, which is that of the types.
                derived.Add(type.State);
                _classes.Add(type.State);
                _classes.Add(found);
            }

            if (type.Role == TypeRole.Resource)
            {
                _classes.Add(type.State);
            }
        }
    }

    /// <summary>Leaves out members that lead back to a type on the way down from it, resources first.</summary>
    private void BreakCycles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new HashSet<string>(StringComparer.Ordinal);
        foreach (TypeRole role in new[] { TypeRole.Resource, TypeRole.Part, TypeRole.Value })
        {
            foreach (string state in _types.Values.Where(type => type.Role == role).Select(static type => type.State).ToArray())
            {
                Descend(state);
            }
        }

        void Descend(string state)
        {
            if (!_types.TryGetValue(state, out TypeModel? type) || !done.Add(state))
            {
                return;
            }

            path.Add(state);
            var kept = new List<MemberModel>();
            foreach (MemberModel member in type.Members)
            {
                // A member that may hold a derived type leads to all of them.
                string[] targets = ShapeFacts.States(member.Shape).SelectMany(WithDerived).ToArray();
                if (targets.Any(path.Contains))
                {
                    continue;
                }

                kept.Add(member);
                foreach (string target in targets)
                {
                    Descend(target);
                }
            }

            path.Remove(state);
            if (kept.Count != type.Members.Count)
            {
                _types[state] = type with { Members = kept.ToEquatable() };
            }
        }
    }

    private IEnumerable<string> WithDerived(string state)
    {
        yield return state;
        foreach (string derived in DerivedOf(state).SelectMany(WithDerived))
        {
            yield return derived;
        }
    }

    private LinkedType Linked(TypeModel type)
    {
        _bases.TryGetValue(type.State, out string? baseState);
        IEnumerable<DerivedType> derived = DerivedOf(type.State).Select(name => new DerivedType(
            _types[name].SourceType,
            name,
            WithDerived(name).SelectMany(state => new[] { _types[state].StoredName }.Concat(_types[state].FormerNames)).ToEquatable()));
        return new LinkedType(
            type,
            _classes.Contains(type.State),
            baseState,
            Inherited(baseState).ToEquatable(),
            derived.ToEquatable(),
            type.Members.SelectMany(static member => ShapeFacts.States(member.Shape)).Distinct(StringComparer.Ordinal).Where(_classes.Contains).ToEquatable());
    }

    private List<string> DerivedOf(string state) => _derived.TryGetValue(state, out List<string>? derived) ? derived : [];

    private IEnumerable<string> Inherited(string? state)
    {
        while (state is not null)
        {
            foreach (MemberModel member in _types[state].Members)
            {
                yield return member.Name + " " + ShapeText.StateType(member.Shape, _classes.Contains);
            }

            _bases.TryGetValue(state, out state);
        }
    }
}
