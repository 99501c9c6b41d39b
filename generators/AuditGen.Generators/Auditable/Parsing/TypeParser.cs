using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Turns an annotated type, and what it is made of, into models. One instance a type; it holds symbols, its results do not.</summary>
internal sealed class TypeParser
{
    private readonly Compilation _compilation;
    private readonly ShapeParser _shapes;
    private readonly Dictionary<string, TypeModel?> _types = new(StringComparer.Ordinal);

    private TypeParser(Compilation compilation)
    {
        _compilation = compilation;
        _shapes = new ShapeParser(compilation, this);
    }

    /// <summary>The model of an annotated type; <see langword="null"/> where nothing can be generated for it.</summary>
    public static AuditableModel? Parse(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsGenericType || type.ContainingType is { IsGenericType: true } || !CanRecord(type, compilation))
        {
            return null;
        }

        var parser = new TypeParser(compilation);
        if (parser.Declare(type) is not { } state || parser._types[state] is not { } model)
        {
            return null;
        }

        return new AuditableModel(
            model,
            parser._types.Values.Where(other => other is not null && other != model).Select(static other => other!).ToEquatable(),
            parser._shapes.Enums.Values.ToEquatable());
    }

    /// <summary>A parser for what is recorded outside of an annotated type.</summary>
    public static TypeParser For(Compilation compilation) => new(compilation);

    /// <summary>How members are recorded.</summary>
    public ShapeParser Shapes => _shapes;

    /// <summary>What has to be generated for what was parsed so far.</summary>
    public IEnumerable<TypeModel> Declared => _types.Values.Where(static type => type is not null).Select(static type => type!);

    public static bool CanRecord(INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && !type.IsStatic && type.IsNameable(compilation);

    /// <summary>Makes sure that the state of a type is generated here, and returns its name; <see langword="null"/> where it cannot be.</summary>
    public string? Declare(INamedTypeSymbol type)
    {
        GeneratedNames names = GeneratedNames.Of(type, _compilation, out _);
        if (_types.ContainsKey(names.State))
        {
            return _types[names.State] is null && !_open.Contains(names.State) ? null : names.State;
        }

        if (names.IsTaken(_compilation))
        {
            return null;
        }

        _types.Add(names.State, null);
        _open.Add(names.State);
        _types[names.State] = Model(type, names);
        _open.Remove(names.State);
        return _types[names.State] is null ? null : names.State;
    }

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private TypeModel? Model(INamedTypeSymbol type, GeneratedNames names)
    {
        bool isAuditable = AuditAttributes.TryGetAuditable(type, out string? context, out string? resourceType);
        List<ISymbol> symbols = isAuditable ? MemberCollector.OfAuditable(type) : MemberCollector.OfValue(type);
        var members = new List<MemberModel>();
        var keys = new List<(string Name, ScalarShape Shape)>();
        string? nameMember = null;
        string? versionMember = null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        foreach (ISymbol symbol in symbols)
        {
            if (_shapes.OfMember(symbol) is not { } shape)
            {
                continue;
            }

            if (shape is PersonalShape personal)
            {
                shape = PersonalSubjects.Resolve(personal, symbols, other => SubjectAccess(other, type), _shapes, MemberCollector.NameOf(symbol));
            }

            MemberModel member = Member(symbol, type, shape, names.BaseName + "State", taken);
            if (!stored.Add(member.StoredName))
            {
                continue;
            }

            members.Add(member);
            if (shape is PersonalShape { Inner: ScalarShape })
            {
                nameMember ??= MemberCollector.Annotation(symbol, "AuditNameAttribute") is not null ? member.Name : null;
            }
            else if (shape is ScalarShape scalar)
            {
                if (MemberCollector.Annotation(symbol, "AuditKeyAttribute") is not null)
                {
                    keys.Add((member.Name, scalar));
                }

                nameMember ??= MemberCollector.Annotation(symbol, "AuditNameAttribute") is not null ? member.Name : null;
                versionMember ??= MemberCollector.Annotation(symbol, "AuditVersionAttribute") is not null ? member.Name : null;
            }
        }

        if (members.Count == 0 && !isAuditable)
        {
            return null;
        }

        return new TypeModel
        {
            SourceType = type.CSharp(),
            DisplayName = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            Namespace = names.Namespace,
            BaseName = names.BaseName,
            Role = !isAuditable ? TypeRole.Value : context is null ? TypeRole.Part : TypeRole.Resource,
            IsPublic = type.IsEffectivelyPublic(),
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
            BaseStates = isAuditable ? BaseStates(type).ToEquatable() : ImmutableEquatableArray<string>.Empty,
        };
    }

    private string? SubjectAccess(ISymbol member, INamedTypeSymbol type)
    {
        (string access, string? accessor) = MemberAccess.Of(member, type, _compilation, member.Name);
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

        string? chosen = MemberCollector.Annotation(symbol, "AuditMemberAttribute")?.NamedArguments
            .FirstOrDefault(static argument => argument.Key == "Name").Value.Value as string;
        (string access, string? accessor) = MemberAccess.Of(symbol, type, _compilation, property);
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

    private static readonly HashSet<string> ReservedNames = new(StringComparer.Ordinal)
    {
        "Of", "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "UnauditedType",
    };

    /// <summary>The key of an element type of the given members; nested pairs where there are several.</summary>
    public static KeyModel? KeyOf(IReadOnlyList<(string Name, ScalarShape Shape)> keys)
    {
        if (keys.Count == 0)
        {
            return null;
        }

        string type = KeyType(keys[keys.Count - 1].Shape);
        string codec = KeyCodec(keys[keys.Count - 1].Shape);
        for (int i = keys.Count - 2; i >= 0; i--)
        {
            string first = KeyType(keys[i].Shape);
            codec = $"PairCodec<{first}, {KeyCodec(keys[i].Shape)}, {type}, {codec}>";
            type = $"({first}, {type})";
        }

        return new KeyModel(keys.Select(static key => key.Name).ToEquatable(), type, codec);
    }

    private static string KeyType(ScalarShape shape) => shape.StateType + (shape.IsNullable ? "?" : string.Empty);

    private static string KeyCodec(ScalarShape shape) =>
        shape.IsNullable && shape.IsValueType ? $"NullableCodec<{shape.StateType}, {shape.KeyCodec}>" : shape.KeyCodec;

    /// <summary>The key of an annotated element type, found without making its model.</summary>
    public KeyModel? KeyOf(INamedTypeSymbol type)
    {
        var keys = new List<(string, ScalarShape)>();
        foreach (ISymbol symbol in MemberCollector.OfAuditable(type))
        {
            if (MemberCollector.Annotation(symbol, "AuditKeyAttribute") is not null && _shapes.OfMember(symbol) is ScalarShape shape)
            {
                keys.Add((symbol.Name, shape));
            }
        }

        return KeyOf(keys);
    }

    private IEnumerable<string> BaseStates(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsOwn(current))
            {
                yield return GeneratedNames.Of(current, _compilation, out _).State;
            }
        }

        foreach (INamedTypeSymbol implemented in type.AllInterfaces.Where(IsOwn).OrderBy(static candidate => candidate.CSharp(), StringComparer.Ordinal))
        {
            yield return GeneratedNames.Of(implemented, _compilation, out _).State;
        }
    }

    private bool IsOwn(INamedTypeSymbol type) =>
        !type.IsGenericType && type.IsAuditable() && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);
}
