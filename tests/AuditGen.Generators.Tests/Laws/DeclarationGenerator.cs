using System.Globalization;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>Makes random declarations: every kind of type, member and annotation that the diff handles.</summary>
internal sealed class DeclarationGenerator(int seed)
{
    private static readonly (string Type, string Make)[] Scalars =
    [
        ("bool", "d.Bool()"), ("int", "d.Int()"), ("long", "d.Long()"), ("byte", "d.Byte()"), ("char", "d.Char()"), ("decimal", "d.Decimal()"),
        ("double", "d.Double()"), ("float", "d.Float()"), ("Half", "d.Half()"), ("Guid", "d.Guid()"), ("DateTime", "d.DateTime()"),
        ("DateTimeOffset", "d.DateTimeOffset()"), ("DateOnly", "d.DateOnly()"), ("TimeOnly", "d.TimeOnly()"), ("TimeSpan", "d.TimeSpan()"),
        ("BigInteger", "d.BigInteger()"), ("Int128", "d.Int128()"), ("Plain", "(Plain)d.Below(4)"), ("Flags", "(Flags)d.Below(256)"),
        ("WrappedId", "new WrappedId(d.Guid())"), ("Money", "new Money(d.Decimal(), d.Word())"), ("Point", "new Point { X = d.Int(), Y = d.Int() }"),
        ("JsonElement", "d.Json()"),
    ];

    private static readonly (string Type, string Make)[] References =
    [
        ("string", "d.Word()"), ("Uri", "d.Uri()"), ("Version", "d.Version()"), ("byte[]", "d.Bytes()"), ("Text", "new Text(d.Word())"),
        ("Note", "new Note(d.Word(), d.IsNull() ? null : d.Int(), new Money(d.Decimal(), d.Word())) { Pin = d.SecretWord() }"),
    ];

    private static readonly (string Type, string Make)[] Keys =
    [
        ("int", "d.Below(6)"), ("string", "d.Word()"), ("Guid", "d.Guid()"), ("Plain", "(Plain)d.Below(4)"), ("WrappedId", "new WrappedId(d.Guid())"),
        ("decimal", "d.Decimal()"), ("DateOnly", "d.DateOnly()"),
    ];

    private readonly Random _random = new(seed);
    private readonly List<TypeDeclaration> _types = [];

    public Declaration Next()
    {
        _types.Clear();
        int parts = _random.Next(4);
        for (int i = 0; i < parts; i++)
        {
            AddPart("Part" + i.ToString(CultureInfo.InvariantCulture));
        }

        if (_random.Next(3) == 0)
        {
            AddHierarchy();
        }

        _types.Add(new TypeDeclaration("Root", Kind(canBeValueType: true), "[Auditable(\"random\", \"root\")]", null, Members(3 + _random.Next(8), isKeyed: true)));
        return new Declaration(seed, [.. _types]);
    }

    private void AddPart(string name) =>
        _types.Add(new TypeDeclaration(name, Kind(canBeValueType: true), "[Auditable]", null, Members(1 + _random.Next(4), isKeyed: _random.Next(3) > 0)));

    private void AddHierarchy()
    {
        bool isRecord = _random.Next(2) == 0;
        string kind = isRecord ? "record" : "class";
        List<MemberDeclaration> shared = Members(1 + _random.Next(3), isKeyed: _random.Next(2) == 0);

        // What is init-only cannot be filled from a derived factory.
        shared = [.. shared.Select(static member => member.Style == MemberStyle.Init ? member with { Style = MemberStyle.Settable } : member)];
        // What the derived types hold is decided before the base is there to be picked: no cycles.
        var derived = new List<TypeDeclaration>();
        int count = 1 + _random.Next(2);
        for (int i = 0; i < count; i++)
        {
            string name = "Derived" + i.ToString(CultureInfo.InvariantCulture);
            List<MemberDeclaration> own = [.. Members(1 + _random.Next(3), isKeyed: false).Select((member, j) => member with { Name = name + j.ToString(CultureInfo.InvariantCulture) })];
            derived.Add(new TypeDeclaration(name, "sealed " + kind, "[Auditable]", "Base", own));
        }

        _types.Add(new TypeDeclaration("Base", (_random.Next(2) == 0 ? "abstract " : string.Empty) + kind, "[Auditable]", null, shared));
        _types.AddRange(derived);
    }

    private string Kind(bool canBeValueType)
    {
        string[] kinds = ["class", "sealed class", "record", "sealed record", "struct", "record struct"];
        return kinds[_random.Next(canBeValueType ? kinds.Length : 4)];
    }

    private List<MemberDeclaration> Members(int count, bool isKeyed)
    {
        var members = new List<MemberDeclaration>();
        if (isKeyed)
        {
            int keys = _random.Next(4) == 0 ? 2 : 1;
            for (int i = 0; i < keys; i++)
            {
                (string type, string make) = Keys[_random.Next(Keys.Length)];
                members.Add(new MemberDeclaration("Key" + i.ToString(CultureInfo.InvariantCulture), type, make, (MemberStyle)_random.Next(3), "[AuditKey]"));
            }
        }

        for (int i = 0; i < count; i++)
        {
            members.Add(Member("M" + i.ToString(CultureInfo.InvariantCulture)));
        }

        return members;
    }

    private MemberDeclaration Member(string name)
    {
        var style = (MemberStyle)_random.Next(7);
        switch (_random.Next(12))
        {
            case 0:
                string sensitivity = _random.Next(3) switch { 0 => "Mask", 1 => "Hash", _ => "Omit" };
                return new MemberDeclaration(name, "string?", "d.IsNull() ? null : d.SecretWord()", style, $"[AuditSensitive(Sensitivity.{sensitivity})]");
            case 1:
                return new MemberDeclaration(name, "List<string>?", "d.IsNull() ? null : [.. d.Several(static d => d.SecretWord())]", style, "[AuditSensitive(Sensitivity.Mask)]");
            case 2 or 3 or 4 when _types.Count > 0:
                return PartMember(name, style);
            case 5 or 6:
                return Collection(name, style);
            case 7:
                return Dictionary(name, style);
            default:
                (string type, string make) = Value();
                return new MemberDeclaration(name, type, make, style);
        }
    }

    /// <summary>A single value, nullable at times.</summary>
    private (string Type, string Make) Value()
    {
        bool isReference = _random.Next(3) == 0;
        (string type, string make) = isReference ? References[_random.Next(References.Length)] : Scalars[_random.Next(Scalars.Length)];
        return _random.Next(3) == 0 ? (type + "?", $"d.IsNull() ? default({type}?) : {make}") : (type, make);
    }

    private MemberDeclaration PartMember(string name, MemberStyle style)
    {
        TypeDeclaration part = _types[_random.Next(_types.Count)];
        if (part.Base is not null)
        {
            part = _types.First(static type => type.Name == "Base");
        }

        if (part.Name == "Base" && _types.All(static type => type.Base is null))
        {
            return new MemberDeclaration(name, "int", "d.Int()", style);
        }

        string make = part.Name + ".Make(d)";
        switch (_random.Next(5))
        {
            case 0:
                return new MemberDeclaration(name, part.Name + "?", $"d.IsNull() ? default({part.Name}?) : {make}", style);
            case 1:
                return new MemberDeclaration(name, $"Dictionary<int, {part.Name}{(part.IsValueType ? string.Empty : "?")}>",
                    $"new(d.Entries(static d => d.Below(5), static d => {(part.IsValueType ? make : $"d.IsNull() ? null : {make}")}))", style);
            case 2:
                return new MemberDeclaration(name, $"IReadOnlyList<{part.Name}>", $"d.Several(static d => {make})", style, "[AuditOrdered]");
            case 3:
                return new MemberDeclaration(name, $"List<{part.Name}>?", $"d.IsNull() ? null : [.. d.Several(static d => {make})]", style);
            default:
                return new MemberDeclaration(name, part.Name, make, style);
        }
    }

    private MemberDeclaration Collection(string name, MemberStyle style)
    {
        (string type, string make) = Value();
        string several = $"d.Several<{type}>(static d => {make})";
        string ordered = _random.Next(3) == 0 ? "[AuditOrdered]" : string.Empty;
        return _random.Next(9) switch
        {
            0 => new(name, $"List<{type}>", $"[.. {several}]", style, ordered),
            1 => new(name, $"{type}[]", several, style, ordered),
            2 => new(name, $"ImmutableArray<{type}>", $"d.IsNull() ? default : ImmutableArray.Create<{type}>({several})", style, ordered),
            3 => new(name, $"IReadOnlyList<{type}>?", $"d.IsNull() ? null : {several}", style, ordered),
            4 => new(name, $"HashSet<{type}>", $"[.. {several}]", style),
            5 => new(name, $"FrozenSet<{type}>", $"FrozenSet.ToFrozenSet<{type}>({several})", style),
            6 => new(name, $"{type}[][]", $"d.Several<{type}[]>(static d => {several})", style, ordered),
            7 => new(name, GridOf(type), $"d.Grid<{type}>(static d => {make})", style),
            _ => new(name, $"IEnumerable<{type}>", several, style, ordered),
        };
    }

    /// <summary>The rectangular array of a type: C# writes the outer array first, <c>byte[,][]</c> for one of <c>byte[]</c>.</summary>
    private static string GridOf(string type)
    {
        int element = type.EndsWith("[]", StringComparison.Ordinal) ? type.Length - 2 : type.Length;
        return type[..element] + "[,]" + type[element..];
    }

    private MemberDeclaration Dictionary(string name, MemberStyle style)
    {
        (string keyType, string makeKey) = Keys[_random.Next(Keys.Length)];
        (string type, string make) = Value();
        string entries = $"d.Entries<{keyType}, {type}>(static d => {makeKey}, static d => {make})";
        return _random.Next(5) switch
        {
            0 => new(name, $"Dictionary<{keyType}, {type}>", $"new({entries})", style),
            1 => new(name, $"IReadOnlyDictionary<{keyType}, {type}>?", $"d.IsNull() ? null : new Dictionary<{keyType}, {type}>({entries})", style),
            2 => new(name, $"FrozenDictionary<{keyType}, {type}>", $"{entries}.ToFrozenDictionary()", style),
            3 => new(name, $"ImmutableDictionary<{keyType}, {type}>", $"{entries}.ToImmutableDictionary()", style),
            _ => new(name, $"Dictionary<{keyType}, List<{type}>>", $"new(d.Entries<{keyType}, List<{type}>>(static d => {makeKey}, static d => [.. d.Several<{type}>(static d => {make})]))", style),
        };
    }
}
