using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Turns annotated types, and what they are made of, into models.</summary>
internal sealed class TypeParser(ParseSession session)
{
    private static readonly HashSet<string> ReservedNames = new(StringComparer.Ordinal)
    {
        "Of", "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "UnauditedType",
    };

    private readonly Dictionary<string, TypeModel?> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>The model of an annotated type; <see langword="null"/> where nothing can be generated for it.</summary>
    public AuditableModel? Parse(INamedTypeSymbol type)
    {
        if (type.IsGenericType || type.ContainingType is { IsGenericType: true } || !CanRecord(type))
        {
            return null;
        }

        GeneratedNames names = session.Names(type, out _);
        return session.IsTaken(names) || Model(type, names) is not { } model ? null : With(model);
    }

    /// <summary>Whether a state can be generated for the type.</summary>
    public bool CanRecord(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && !type.IsStatic && session.Facts(type).IsNameable;

    /// <summary>Makes sure that the state of a type is generated with what uses it, and returns its name; <see langword="null"/> where it cannot be.</summary>
    public string? Declare(INamedTypeSymbol type)
    {
        GeneratedNames names = session.Names(type, out _);
        if (_parts.TryGetValue(names.State, out TypeModel? known))
        {
            return known is null && !_open.Contains(names.State) ? null : names.State;
        }

        if (session.IsTaken(names))
        {
            return null;
        }

        _parts.Add(names.State, null);
        _open.Add(names.State);
        _parts[names.State] = Model(type, names);
        _open.Remove(names.State);
        return _parts[names.State] is null ? null : names.State;
    }

    /// <summary>The model of a type that is generated with what uses it.</summary>
    public TypeModel? Find(string state) => _parts.TryGetValue(state, out TypeModel? part) ? part : null;

    /// <summary>The types and enums that have to be generated along with shapes.</summary>
    public (ImmutableEquatableArray<TypeModel> Parts, ImmutableEquatableArray<EnumModel> Enums) Needed(IEnumerable<Shape> shapes)
    {
        var parts = new Dictionary<string, TypeModel>(StringComparer.Ordinal);
        var enums = new SortedDictionary<string, EnumModel>(StringComparer.Ordinal);
        var open = new Stack<Shape>(shapes);
        while (open.Count > 0)
        {
            Shape shape = open.Pop();
            foreach (string name in ShapeFacts.Enums(shape))
            {
                enums[name] = session.Shapes.Enums[name];
            }

            foreach (string state in ShapeFacts.States(shape))
            {
                if (!parts.ContainsKey(state) && _parts.TryGetValue(state, out TypeModel? part) && part is not null)
                {
                    parts.Add(state, part);
                    foreach (MemberModel member in part.Members)
                    {
                        open.Push(member.Shape);
                    }
                }
            }
        }

        return (parts.Count == 0 ? ImmutableEquatableArray<TypeModel>.Empty : parts.Values.OrderBy(static part => part.State, StringComparer.Ordinal).ToEquatable(), enums.Values.ToEquatable());
    }

    /// <summary>The key of an annotated element type, found without making its model.</summary>
    public KeyModel? KeyOf(INamedTypeSymbol type)
    {
        var keys = new List<(string, ScalarShape)>();
        foreach (ISymbol symbol in session.Members.OfAuditable(type))
        {
            if (session.Annotations.Of(symbol).Has(Annotation.Key) && session.Shapes.OfMember(symbol) is ScalarShape shape)
            {
                keys.Add((symbol.Name, shape));
            }
        }

        return KeyOf(keys);
    }

    private AuditableModel With(TypeModel model)
    {
        (ImmutableEquatableArray<TypeModel> parts, ImmutableEquatableArray<EnumModel> enums) = Needed(model.Members.Select(static member => member.Shape));
        return new AuditableModel(model, parts, enums);
    }

    private TypeModel? Model(INamedTypeSymbol type, GeneratedNames names)
    {
        bool isAuditable = AuditAttributes.TryGetAuditable(type, out string? context, out string? resourceType);
        List<ISymbol> symbols = isAuditable ? session.Members.OfAuditable(type) : session.Members.OfValue(type);
        var members = new List<MemberModel>(symbols.Count);
        var keys = new List<(string Name, ScalarShape Shape)>();
        string? nameMember = null;
        string? versionMember = null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        TypeFacts facts = session.Facts(type);
        var warnings = new SortedSet<string>(facts.WarningIds(session).Concat(session.AssemblyWarningIds), StringComparer.Ordinal);
        foreach (ISymbol symbol in symbols)
        {
            if (session.Shapes.OfMember(symbol) is not { } shape)
            {
                continue;
            }

            if (shape is PersonalShape personal)
            {
                shape = PersonalSubjects.Resolve(personal, symbols, other => SubjectAccess(other, type), session.Shapes, MemberCollector.NameOf(symbol));
            }

            MemberModel member = Member(symbol, type, shape, names.BaseName + "State", taken);
            if (!stored.Add(member.StoredName))
            {
                continue;
            }

            members.Add(member);
            warnings.UnionWith(WarningIdsOf(symbol));
            MemberAnnotations annotations = session.Annotations.Of(symbol);
            if (shape is PersonalShape { Inner: ScalarShape })
            {
                nameMember ??= annotations.Has(Annotation.Name) ? member.Name : null;
            }
            else if (shape is ScalarShape scalar)
            {
                if (annotations.Has(Annotation.Key))
                {
                    keys.Add((member.Name, scalar));
                }

                nameMember ??= annotations.Has(Annotation.Name) ? member.Name : null;
                versionMember ??= annotations.Has(Annotation.Version) ? member.Name : null;
            }
        }

        if (members.Count == 0 && !isAuditable)
        {
            return null;
        }

        return new TypeModel
        {
            SourceType = facts.CSharp,
            DisplayName = type.IsGenericType || type.IsTupleType ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : Naming.Escape(type.Name),
            Namespace = names.Namespace,
            BaseName = names.BaseName,
            Role = !isAuditable ? TypeRole.Value : context is null ? TypeRole.Part : TypeRole.Resource,
            IsPublic = facts.IsPublic,
            IsValueType = type.IsValueType,
            IsSealed = type.IsSealed || type.IsValueType,
            IsAbstract = type.IsAbstract,
            IsMutable = !type.IsValueType && !type.IsRecord,
            StoredName = resourceType ?? Naming.Stored(type.Name),
            Context = context,
            FormerNames = AuditAttributes.FormerNames(type.OriginalDefinition).ToEquatable(),
            Members = members.ToEquatable(),
            Key = KeyOf(keys),
            NameMember = nameMember,
            VersionMember = versionMember,
            WarningIds = warnings.ToEquatable(),
            BaseStates = isAuditable ? BaseStates(type).ToEquatable() : ImmutableEquatableArray<string>.Empty,
        };
    }

    /// <summary>The warnings that reading a member gives: its own, those of its type, and of what a type around one value, or a reference, is read by.</summary>
    private IEnumerable<string> WarningIdsOf(ISymbol symbol)
    {
        ITypeSymbol type = symbol.ValueType();
        IEnumerable<string> own = WarningIds.Of(symbol).Concat(session.Facts(type).WarningIds(session));
        return session.Facts(type).Underlying is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } named && !named.IsInSystem()
            ? own.Concat(session.Members.OfAuditable(named).SelectMany(WarningIds.Of))
            : own;
    }

    private string? SubjectAccess(ISymbol member, INamedTypeSymbol type)
    {
        (string access, string? accessor) = MemberAccess.Of(member, type, session, member.Name);
        return accessor is null ? access.Replace("$", "source") : null;
    }

    private MemberModel Member(ISymbol symbol, INamedTypeSymbol type, Shape shape, string stateName, HashSet<string> taken)
    {
        string name = MemberCollector.NameOf(symbol);
        string property = char.IsUpper(name[0]) ? name : Capitalised(name);
        while (!taken.Add(property) || property == stateName || ReservedNames.Contains(property))
        {
            property += "_";
        }

        string? chosen = session.Annotations.Of(symbol)[Annotation.Member]?.NamedArguments
            .FirstOrDefault(static argument => argument.Key == "Name").Value.Value as string;
        (string access, string? accessor) = MemberAccess.Of(symbol, type, session, property);
        return new MemberModel
        {
            Name = property,
            StoredName = chosen is { Length: > 0 } ? chosen : Naming.Stored(name),
            FormerNames = AuditAttributes.FormerNames(symbol).ToEquatable(),
            Shape = shape,
            Access = access,
            Accessor = accessor,
        };
    }

    private static string Capitalised(string name)
    {
        string bare = name.TrimStart('_');
        return bare.Length == 0 || !char.IsLetter(bare[0]) ? name : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>The key of the given members; nested pairs where there are several.</summary>
    private static KeyModel? KeyOf(IReadOnlyList<(string Name, ScalarShape Shape)> keys)
    {
        if (keys.Count == 0)
        {
            return null;
        }

        string type = ShapeText.KeyType(keys[keys.Count - 1].Shape);
        string codec = ShapeText.KeyCodec(keys[keys.Count - 1].Shape);
        for (int i = keys.Count - 2; i >= 0; i--)
        {
            string first = ShapeText.KeyType(keys[i].Shape);
            codec = $"PairCodec<{first}, {ShapeText.KeyCodec(keys[i].Shape)}, {type}, {codec}>";
            type = $"({first}, {type})";
        }

        return new KeyModel(keys.Select(static key => key.Name).ToEquatable(), type, codec, keys.SelectMany(static key => key.Shape.Enums).ToEquatable());
    }

    private IEnumerable<string> BaseStates(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsOwn(current))
            {
                yield return session.Names(current, out _).State;
            }
        }

        foreach (INamedTypeSymbol implemented in type.AllInterfaces.Where(IsOwn).OrderBy(static candidate => candidate.CSharp(), StringComparer.Ordinal))
        {
            yield return session.Names(implemented, out _).State;
        }
    }

    private bool IsOwn(INamedTypeSymbol type) => !type.IsGenericType && session.IsOwn(type) && type.IsAuditable();
}
