namespace AuditGen.Generators;

/// <summary>The C# of shapes: types, codecs, and how values are taken over, walked and read back.</summary>
internal static class ShapeText
{
    /// <summary>The type in a state, with its question mark.</summary>
    public static string StateType(Shape shape, Func<string, bool> isClass) => shape switch
    {
        ScalarShape scalar => scalar.StateType + (scalar.IsNullable ? "?" : string.Empty),
        ObjectShape part => part.State + (part.IsNullable || IsClass(part, isClass) ? "?" : string.Empty),
        ElementsShape elements => $"AuditList<{elements.Element.State}>{Mark(elements.IsNullable)}",
        ListShape list => $"{ListType(list, isClass)}{Mark(list.IsNullable)}",
        MapShape map => $"{MapType(map, isClass)}{Mark(map.IsNullable)}",
        SecretShape => "AuditSecret",
        PersonalShape personal => $"AuditPersonal<{PersonalType(personal, isClass)}>",
        _ => throw new InvalidOperationException("An unknown shape."),
    };

    /// <summary>The codec of a shape as one value.</summary>
    public static string Codec(Shape shape, Func<string, bool> isClass) => shape switch
    {
        ScalarShape scalar => scalar is { IsNullable: true, IsValueType: true } ? $"NullableCodec<{scalar.StateType}, {scalar.Codec}>" : scalar.Codec,
        ObjectShape part => part.IsNullable && !IsClass(part, isClass) ? $"NullableCodec<{part.State}, ObjectCodec<{part.State}>>" : $"ObjectCodec<{part.State}>",
        ListShape { Form: ListForm.Grid } list => $"ListCodec<{RowType(list, isClass)}, ListCodec<{StateType(list.Element, isClass)}, {Codec(list.Element, isClass)}>>",
        ListShape list => $"ListCodec<{StateType(list.Element, isClass)}, {Codec(list.Element, isClass)}>",
        MapShape map => $"MapCodec<{KeyType(map)}, {KeyCodec(map)}, {StateType(map.Value, isClass)}, {Codec(map.Value, isClass)}>",
        SecretShape secret => secret.IsHash ? "HashCodec" : "MaskCodec",
        PersonalShape personal => $"PersonalCodec<{PersonalType(personal, isClass)}, {Codec(personal.Inner, isClass)}>",
        _ => throw new InvalidOperationException("A shape that is not a value."),
    };

    /// <summary>The expression that takes a source value over into a state.</summary>
    /// <param name="shape">How it is recorded.</param>
    /// <param name="source">The source expression.</param>
    /// <param name="name">A name for the value, unique among the expressions of one block.</param>
    /// <param name="isClass">Whether a state is a class.</param>
    /// <param name="depth">How many lambdas deep the expression stands.</param>
    public static string Capture(Shape shape, string source, string name, Func<string, bool> isClass, int depth = 0)
    {
        string item = depth == 0 ? "item" : "item" + depth;
        string variable = depth == 0 ? name : name + depth;
        switch (shape)
        {
            case ScalarShape scalar:
                return scalar.Capture.Replace("$", source).Replace("@v", variable);
            case ObjectShape part when !part.IsNullable:
                return $"{part.State}.Of({source})";
            case ObjectShape part:
                return $"{source} is {{ }} {variable} ? {part.State}.Of({variable}) : default({part.State}?)";
            case ElementsShape elements:
                return $"AuditCapture.{(elements.ElementIsClass ? "Elements" : "List")}<{elements.Element.SourceType}, {elements.Element.State}>({source}, static {item} => {elements.Element.State}.Of({item}))"
                    + (elements.IsNullable ? string.Empty : "!");
            case ListShape list:
                string types = $"{list.SourceElement}, {StateType(list.Element, isClass)}" + (list.Form == ListForm.Set ? ", " + Codec(list.Element, isClass) : string.Empty);
                string method = list.Form switch { ListForm.Set => "Set", ListForm.Grid => "Grid", _ => "List" };
                return $"AuditCapture.{method}<{types}>({source}, static {item} => {Capture(list.Element, item, name, isClass, depth + 1)})" + (list.IsNullable ? string.Empty : "!");
            case MapShape map:
                return $"AuditCapture.Map<{map.SourceKey}, {map.SourceValue}, {KeyType(map)}, {ValueType(map, isClass)}, {KeyCodec(map)}>("
                    + $"{source}, static {item} => {Capture(map.Key, item, name, isClass, depth + 1)}, static {item} => {Capture(map.Value, item, name, isClass, depth + 1)})"
                    + (map.IsNullable ? string.Empty : "!");
            case SecretShape secret:
                return $"AuditSecret.Of<{Nullable(StateType(secret.Inner, isClass), secret.Inner)}, {Codec(secret.Inner, isClass)}>({Capture(secret.Inner, source, name, isClass, depth)})";
            case PersonalShape personal:
                string value = Capture(personal.Inner, source, name, isClass, depth);
                string kind = personal.Kind is null ? string.Empty : ", " + Naming.Literal(personal.Kind);
                return personal.Subject is null
                    ? $"AuditPersonal.OfResource<{PersonalType(personal, isClass)}>({value}, {Naming.Literal(personal.Member)}{kind})"
                    : $"AuditPersonal.Of<{PersonalType(personal, isClass)}>({value}, {personal.Subject}{kind})";
            default:
                throw new InvalidOperationException("An unknown shape.");
        }
    }

    /// <summary>The call that walks a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="before">The expression of the state before.</param>
    /// <param name="after">The expression of the state after.</param>
    /// <param name="isClass">Whether a state is a class.</param>
    public static string Walk(MemberModel member, string before, string after, Func<string, bool> isClass)
    {
        string name = Naming.Literal(member.StoredName) + "u8";
        string arguments = $"{name}, {before}.{member.Name}, {after}.{member.Name}, ref sink";
        return member.Shape switch
        {
            ScalarShape { IsText: true } => $"TWalk.Text({arguments});",
            ObjectShape { IsPart: true } part => $"TWalk.Part<{part.State}, TSink>({arguments});",
            ElementsShape elements => $"TWalk.{(elements.IsOrdered ? "OrderedElements" : "Elements")}<{elements.Element.State}, {elements.KeyType}, {elements.KeyCodec}, TSink>({arguments});",
            ListShape { IsWhole: false } list => $"TWalk.Bag<{StateType(list.Element, isClass)}, {Codec(list.Element, isClass)}, TSink>({arguments});",
            MapShape { Value: ObjectShape { IsPart: true } part } map => $"TWalk.PartMap<{KeyType(map)}, {KeyCodec(map)}, {part.State}, TSink>({arguments});",
            MapShape map => $"TWalk.Map<{KeyType(map)}, {KeyCodec(map)}, {StateType(map.Value, isClass)}, {Codec(map.Value, isClass)}, TSink>({arguments});",
            Shape shape => $"TWalk.Value<{StateType(shape, isClass)}, {Codec(shape, isClass)}, TSink>({arguments});",
        };
    }

    /// <summary>The expression that reads a member back.</summary>
    public static string Read(MemberModel member, Func<string, bool> isClass)
    {
        string names = string.Join(", ", new[] { member.StoredName }.Concat(member.FormerNames).Select(Naming.Literal));
        string node = $"node.Member({names})";
        return member.Shape switch
        {
            ScalarShape { IsText: true } scalar => $"{node}.Text()" + (scalar.IsNullable ? string.Empty : "!"),
            ObjectShape { IsPart: true } part when IsClass(part, isClass) => $"{node}.Part<{part.State}>()",
            ObjectShape { IsPart: true } part => $"{node}.PartValue<{part.State}>()" + (part.IsNullable ? string.Empty : ".GetValueOrDefault()"),
            ElementsShape elements => $"{node}.Elements<{elements.Element.State}>()" + (elements.IsNullable ? string.Empty : "!"),
            ListShape { IsWhole: false } list => $"{node}.Bag<{StateType(list.Element, isClass)}, {Codec(list.Element, isClass)}>()" + (list.IsNullable ? string.Empty : "!"),
            MapShape { Value: ObjectShape { IsPart: true } part } map =>
                $"{node}.{(IsClass(part, isClass) ? "PartMap" : "PartValueMap")}<{KeyType(map)}, {KeyCodec(map)}, {part.State}>()" + (map.IsNullable ? string.Empty : "!"),
            MapShape map => $"{node}.Map<{KeyType(map)}, {KeyCodec(map)}, {StateType(map.Value, isClass)}, {Codec(map.Value, isClass)}>()" + (map.IsNullable ? string.Empty : "!"),
            Shape shape => $"{node}.Value<{StateType(shape, isClass)}, {Codec(shape, isClass)}>()",
        };
    }

    /// <summary>The type of a personal value, which may be unknown.</summary>
    public static string PersonalType(PersonalShape personal, Func<string, bool> isClass) =>
        Nullable(StateType(personal.Inner, isClass), personal.Inner);

    private static bool IsClass(ObjectShape part, Func<string, bool> isClass) => part.IsForeignClass || isClass(part.State);

    private static string Mark(bool isNullable) => isNullable ? "?" : string.Empty;

    private static string Nullable(string type, Shape shape) => shape is ScalarShape { IsValueType: false } or ListShape or MapShape && !type.EndsWith("?", StringComparison.Ordinal) ? type + "?" : type;

    private static string RowType(ListShape list, Func<string, bool> isClass) => $"AuditList<{StateType(list.Element, isClass)}>";

    private static string ListType(ListShape list, Func<string, bool> isClass) =>
        list.Form == ListForm.Grid ? $"AuditList<{RowType(list, isClass)}>" : RowType(list, isClass);

    private static string MapType(MapShape map, Func<string, bool> isClass) => $"AuditMap<{KeyType(map)}, {ValueType(map, isClass)}>";

    private static string ValueType(MapShape map, Func<string, bool> isClass) =>
        map.Value is ObjectShape { IsPart: true } part ? part.State + "?" : StateType(map.Value, isClass);

    /// <summary>The type of a value that serves as a key.</summary>
    public static string KeyType(ScalarShape scalar) => scalar.StateType + (scalar.IsNullable ? "?" : string.Empty);

    /// <summary>The codec of a value that serves as a key.</summary>
    public static string KeyCodec(ScalarShape scalar) =>
        scalar is { IsNullable: true, IsValueType: true } ? $"NullableCodec<{scalar.StateType}, {scalar.KeyCodec}>" : scalar.KeyCodec;

    private static string KeyType(MapShape map) => map.ScalarKey is { } scalar
        ? KeyType(scalar)
        : map.ObjectKey!.State + (map.ObjectKey.IsNullable ? "?" : string.Empty);

    private static string KeyCodec(MapShape map) => map.ScalarKey is { } scalar
        ? KeyCodec(scalar)
        : map.ObjectKey!.IsNullable ? $"NullableCodec<{map.ObjectKey.State}, ObjectCodec<{map.ObjectKey.State}>>" : $"ObjectCodec<{map.ObjectKey.State}>";
}
