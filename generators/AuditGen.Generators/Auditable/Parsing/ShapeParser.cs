using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators;

/// <summary>Decides how a type is recorded. What cannot be recorded has no shape; the analyzers report it.</summary>
internal sealed class ShapeParser(Compilation compilation, TypeParser types)
{
    /// <summary>The enums met so far, by the name of what is generated for them.</summary>
    public Dictionary<string, EnumModel> Enums { get; } = new(StringComparer.Ordinal);

    /// <summary>The shape of a member, its annotations considered.</summary>
    public Shape? OfMember(ISymbol member)
    {
        ITypeSymbol type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        if (!type.IsNameable(compilation))
        {
            return null;
        }

        bool isReference = MemberCollector.Annotation(member, "AuditReferenceAttribute") is not null;
        bool isOrdered = MemberCollector.Annotation(member, "AuditOrderedAttribute") is not null;
        Sensitivity sensitivity = SensitivityOf(member, type);
        if (sensitivity == Sensitivity.Omit)
        {
            return null;
        }

        if (sensitivity != Sensitivity.None)
        {
            return OfValue(type, isReference) is { } inner ? new SecretShape(inner, sensitivity == Sensitivity.Hash) : null;
        }

        if (PersonalSubjects.IsAnnotated(member))
        {
            return OfValue(type, isReference) is { } inner
                ? PersonalSubjects.Shape(member, inner with { IsPublic = inner.IsPublic && type.IsEffectivelyPublic() })
                : null;
        }

        return OfContent(type, isReference, isOrdered) is { } shape ? shape with { IsPublic = shape.IsPublic && type.IsEffectivelyPublic() } : null;
    }

    /// <summary>
    /// The shape of a fact that a command carries, its annotations considered: a value with codec, or one made of such; of a
    /// resource its key. <see langword="null"/> where it is omitted or cannot be recorded.
    /// </summary>
    /// <param name="fact">The member or parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isSensitive">Whether its value must not be seen.</param>
    /// <param name="isOmitted">Whether even the fact that there is one must not.</param>
    public Shape? OfFact(ISymbol fact, ITypeSymbol type, out bool isSensitive, out bool isOmitted)
    {
        Sensitivity sensitivity = SensitivityOf(fact, type);
        bool isPersonal = sensitivity == Sensitivity.None && PersonalSubjects.IsAnnotated(fact);
        isSensitive = sensitivity != Sensitivity.None || isPersonal;
        isOmitted = sensitivity == Sensitivity.Omit;
        if (isOmitted || !type.IsNameable(compilation))
        {
            return null;
        }

        Shape? shape = OfValue(type, isReference: type.Underlying().IsAuditable());
        return !isSensitive || shape is null ? shape
            : isPersonal ? PersonalSubjects.Shape(fact, shape)
            : new SecretShape(shape, sensitivity == Sensitivity.Hash);
    }

    /// <summary>How a member is read that says whose data another one holds; <see langword="null"/> where it cannot say so.</summary>
    public ScalarShape? OfSubject(ISymbol member)
    {
        ITypeSymbol type = member is IParameterSymbol parameter ? parameter.Type : TypeOf(member);
        return !type.IsNameable(compilation) || SensitivityOf(member, type) != Sensitivity.None || PersonalSubjects.IsAnnotated(member) ? null
            : Scalar(type) ?? Reference(type);
    }

    private Shape? OfContent(ITypeSymbol type, bool isReference, bool isOrdered)
    {
        if (Scalar(type) is { } scalar)
        {
            return scalar;
        }

        if (DictionaryOf(type) is { } entry)
        {
            return Map(type, entry.TypeArguments[0], entry.TypeArguments[1], isReference);
        }

        if (SequenceOf(type) is { } elementType)
        {
            if (!isReference && elementType is INamedTypeSymbol element && element.IsAuditable() && types.KeyOf(element) is { } key
                && OfObject(element, isPart: true) is ObjectShape objectShape)
            {
                return new ElementsShape(objectShape, key.Type, key.Codec, isOrdered, !element.IsValueType, IsNullable(type));
            }

            return List(type, elementType, isReference, isWhole: isOrdered);
        }

        return isReference ? Reference(type) : OfObject(type, isPart: true);
    }

    /// <summary>The shape of something compared as one value: an element, a dictionary's value, a sensitive member.</summary>
    private Shape? OfValue(ITypeSymbol type, bool isReference)
    {
        if (!type.IsNameable(compilation))
        {
            return null;
        }

        if (Scalar(type) is { } scalar)
        {
            return scalar;
        }

        if (DictionaryOf(type) is { } entry)
        {
            return Map(type, entry.TypeArguments[0], entry.TypeArguments[1], isReference, isValue: true);
        }

        if (SequenceOf(type) is { } elementType)
        {
            return List(type, elementType, isReference, isWhole: true);
        }

        return isReference ? Reference(type) : OfObject(type, isPart: false);
    }

    private ListShape? List(ITypeSymbol type, ITypeSymbol elementType, bool isReference, bool isWhole)
    {
        ListForm form = type is IArrayTypeSymbol { Rank: 2 } ? ListForm.Grid
            : type.Implemented("System.Collections.Generic", "IReadOnlySet`1") is not null
                || type.Implemented("System.Collections.Generic", "ISet`1") is not null ? ListForm.Set
            : ListForm.Sequence;
        return OfValue(elementType, isReference) is { } element
            ? new ListShape(element, elementType.CSharp() + (elementType.IsValueType ? string.Empty : "?"), form, isWhole || form == ListForm.Grid, IsNullable(type))
            : null;
    }

    private MapShape? Map(ITypeSymbol type, ITypeSymbol keyType, ITypeSymbol valueType, bool isReference, bool isValue = false)
    {
        Shape? key = OfValue(keyType, isReference: false);
        Shape? value = !isReference && !isValue && valueType.Underlying().IsAuditable() && Scalar(valueType) is null
            ? OfObject(valueType, isPart: true)
            : OfValue(valueType, isReference);
        return key is ScalarShape or ObjectShape && value is not null
            ? new MapShape(
                key as ScalarShape, key as ObjectShape, keyType.CSharp(), value,
                valueType.CSharp() + (valueType.IsValueType ? string.Empty : "?"), IsNullable(type))
            : null;
    }

    /// <summary>A value of the base class library, an enum, or a type that wraps one of these.</summary>
    private ScalarShape? Scalar(ITypeSymbol type)
    {
        ITypeSymbol underlying = type.Underlying();
        bool isNullableStruct = !SymbolEqualityComparer.Default.Equals(underlying, type);
        if (underlying.TypeKind == TypeKind.Enum)
        {
            return Enum((INamedTypeSymbol)underlying) with { IsNullable = isNullableStruct };
        }

        if (ScalarTypes.Of(underlying) is { } known)
        {
            if (isNullableStruct && known.Codec == "JsonElementCodec")
            {
                // No element and the element null are written alike, so they are one value.
                return known with { Capture = "AuditCapture.Json($.GetValueOrDefault())" };
            }

            string capture = isNullableStruct && known.Capture != "$"
                ? known.Capture.StartsWith("$", StringComparison.Ordinal) ? "$?" + known.Capture.Substring(1) : $"$ is {{ }} @v ? {known.Capture.Replace("$", "@v")} : null"
                : known.Capture;
            return known with
            {
                IsNullable = isNullableStruct || (!known.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated),
                Capture = capture,
            };
        }

        if (underlying is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Struct or TypeKind.Class) || named.IsAuditable() || named.IsTupleType)
        {
            return null;
        }

        return named.IsInSystem() ? Parsable(named, isNullableStruct) : Wrapper(named, isNullableStruct);
    }

    private static ScalarShape? Parsable(INamedTypeSymbol type, bool isNullableStruct) =>
        SequenceOf(type) is null && type.Implemented("System", "IParsable`1") is not null
            ? ScalarTypes.Parsable(type) with { IsNullable = isNullableStruct || !type.IsValueType }
            : null;

    /// <summary>A strongly typed id or another type around one value: recorded as that value.</summary>
    private ScalarShape? Wrapper(INamedTypeSymbol type, bool isNullableStruct)
    {
        if (type.IsAbstract || !type.IsNameable(compilation) || SequenceOf(type) is not null)
        {
            return null;
        }

        List<ISymbol> members = MemberCollector.OfValue(type);
        ISymbol? single = members.Count == 1 ? members[0] : null;
        if (single is null && members.Count == 0)
        {
            return Converted(type, isNullableStruct);
        }

        if (single is null || SensitivityOf(single, TypeOf(single)) != Sensitivity.None
            || MemberAccess.Of(single, type, compilation, single.Name).Accessor is not null)
        {
            return null;
        }

        // A type that wraps itself in turn has no value inside.
        if (SymbolEqualityComparer.Default.Equals(TypeOf(single).Underlying(), type) || Scalar(TypeOf(single)) is not { } inner)
        {
            return null;
        }

        bool mayBeNull = isNullableStruct || !type.IsValueType;
        string access = (mayBeNull ? "?." : ".") + Naming.Escape(single.Name);
        return inner with
        {
            IsNullable = inner.IsNullable || mayBeNull,
            Capture = inner.Capture == "$" ? "$" + access : mayBeNull ? $"$ is {{ }} @v ? {inner.Capture.Replace("$", "@v." + Naming.Escape(single.Name))} : null" : inner.Capture.Replace("$", "$" + access),
        };
    }

    /// <summary>A type without readable members that converts to a value.</summary>
    private static ScalarShape? Converted(INamedTypeSymbol type, bool isNullableStruct)
    {
        foreach (IMethodSymbol conversion in type.GetMembers(WellKnownMemberNames.ImplicitConversionName)
            .Concat(type.GetMembers(WellKnownMemberNames.ExplicitConversionName))
            .OfType<IMethodSymbol>())
        {
            if (conversion.DeclaredAccessibility == Accessibility.Public
                && SymbolEqualityComparer.Default.Equals(conversion.Parameters[0].Type, type)
                && ScalarTypes.Of(conversion.ReturnType) is { Capture: "$" } target)
            {
                bool mayBeNull = isNullableStruct || !type.IsValueType;
                string cast = $"({target.StateType})";
                return target with
                {
                    IsNullable = mayBeNull || !target.IsValueType,
                    Capture = mayBeNull
                        ? $"$ is {{ }} @v ? ({target.StateType}?)({target.StateType})@v : null"
                        : cast + "$",
                };
            }
        }

        return type.Implemented("System", "IParsable`1") is not null && type.Implemented("System", "IFormattable") is not null
            ? ScalarTypes.Parsable(type) with { IsNullable = isNullableStruct || !type.IsValueType }
            : null;
    }

    /// <summary>The key of another resource, in place of the resource.</summary>
    private ScalarShape? Reference(ITypeSymbol type)
    {
        if (type.Underlying() is not INamedTypeSymbol target || target.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        List<ISymbol> members = MemberCollector.OfAuditable(target);
        List<ISymbol> keys = members.FindAll(static member => MemberCollector.Annotation(member, "AuditKeyAttribute") is not null);
        if (keys.Count == 0)
        {
            keys = members.FindAll(static member => member.Name == "Id");
        }

        var parts = new List<(string Expression, ScalarShape Shape)>();
        foreach (ISymbol key in keys)
        {
            (string access, string? accessor) = MemberAccess.Of(key, target, compilation, key.Name);
            if (accessor is not null || Scalar(TypeOf(key)) is not { } shape)
            {
                return null;
            }

            parts.Add((access, shape));
        }

        if (parts.Count == 0)
        {
            return null;
        }

        bool mayBeNull = !type.IsValueType || !SymbolEqualityComparer.Default.Equals(type, target);
        if (parts.Count == 1)
        {
            ScalarShape shape = parts[0].Shape;
            string value = shape.Capture.Replace("$", parts[0].Expression.Replace("$", mayBeNull ? "@v" : "$"));
            return shape with
            {
                IsNullable = shape.IsNullable || mayBeNull,
                Capture = mayBeNull ? $"$ is {{ }} @v ? {Cast(shape)}{value} : null" : value,
            };
        }

        string joined = string.Join(", ", parts.Select(part =>
            $"AuditKeyText.Of<{Nullable(part.Shape)}, {CodecOf(part.Shape)}>({part.Shape.Capture.Replace("$", part.Expression.Replace("$", "@v"))})"));
        return new ScalarShape("string", "StringCodec", false, true, $"$ is {{ }} @v ? AuditKeyText.Join({joined}) : null", "StringCodec");
    }

    private static string Cast(ScalarShape shape) => shape.IsValueType ? $"({shape.StateType}?)" : string.Empty;

    private static string Nullable(ScalarShape shape) => shape.StateType + (shape.IsNullable ? "?" : string.Empty);

    private static string CodecOf(ScalarShape shape) =>
        shape.IsNullable && shape.IsValueType ? $"NullableCodec<{shape.StateType}, {shape.KeyCodec}>" : shape.KeyCodec;

    private ObjectShape? OfObject(ITypeSymbol type, bool isPart)
    {
        ITypeSymbol underlying = type.Underlying();
        if (underlying is not INamedTypeSymbol named || named.SpecialType != SpecialType.None || !TypeParser.CanRecord(named, compilation))
        {
            return null;
        }

        bool isAuditable = named.IsAuditable();
        if (!isAuditable && named.IsInSystem() && !named.IsTupleType && named.MetadataName is not "KeyValuePair`2")
        {
            return null;
        }

        if (!isAuditable && SequenceOf(named) is not null)
        {
            return null;
        }

        GeneratedNames names = GeneratedNames.Of(named, compilation, out bool isForeign);
        bool isForeignClass = false;
        if (isForeign)
        {
            isForeignClass = compilation.GetTypeByMetadataName(names.Namespace + "." + names.BaseName + "State") is { IsReferenceType: true };
        }
        else if (isAuditable && !named.IsGenericType && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly))
        {
            // Its own annotation has it generated; here it is only named.
            if (names.IsTaken(compilation))
            {
                return null;
            }
        }
        else if (types.Declare(named) is null)
        {
            return null;
        }

        bool mayBeNull = !type.IsValueType || !SymbolEqualityComparer.Default.Equals(underlying, type);
        return new ObjectShape(names.State, named.CSharp(), mayBeNull, isPart && isAuditable, isForeignClass) { IsPublic = named.IsEffectivelyPublic() };
    }

    private ScalarShape Enum(INamedTypeSymbol type)
    {
        GeneratedNames names = GeneratedNames.Of(type, compilation, out _);
        string className = names.BaseName + "Names";
        string full = "global::" + names.Namespace + "." + className;
        if (!Enums.ContainsKey(full))
        {
            bool isFlags = type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" });
            Enums.Add(full, new EnumModel(
                type.CSharp(),
                names.Namespace,
                className,
                isFlags,
                type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)
                    .Select(static field => new EnumMemberModel(field.Name, SymbolDisplay.FormatPrimitive(field.ConstantValue!, quoteStrings: false, useHexadecimalNumbers: false)!))
                    .ToEquatable()));
        }

        return new ScalarShape(
            type.CSharp(), $"EnumCodec<{type.CSharp()}, {full}>", IsValueType: true, IsNullable: false, "$", $"EnumNameCodec<{type.CSharp()}, {full}>")
        { IsPublic = type.IsEffectivelyPublic() };
    }

    private static Sensitivity SensitivityOf(ISymbol member, ITypeSymbol type)
    {
        AttributeData? attribute = MemberCollector.Annotation(member, "AuditSensitiveAttribute") ?? OfType(type);
        return attribute is null ? Sensitivity.None
            : attribute.ConstructorArguments is [{ Value: int value }] && value is 0 or 1 or 2 ? (Sensitivity)(value + 1)
            : Sensitivity.Mask;
    }

    /// <summary>The classification of the type, of what it extends, or of what it is a collection of: what may hold a secret is one.</summary>
    private static AttributeData? OfType(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type.Underlying(); current is not null; current = current.BaseType)
        {
            if (AuditAttributes.Find(current.OriginalDefinition, "AuditSensitiveAttribute") is { } attribute)
            {
                return attribute;
            }
        }

        if (type is IArrayTypeSymbol array)
        {
            return OfType(array.ElementType);
        }

        if (DictionaryOf(type) is { } entry)
        {
            return OfType(entry.TypeArguments[0]) ?? OfType(entry.TypeArguments[1]);
        }

        return type.SpecialType != SpecialType.System_String && SequenceOf(type) is { } element ? OfType(element) : null;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static bool IsNullable(ITypeSymbol type) => type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    private static INamedTypeSymbol? DictionaryOf(ITypeSymbol type) =>
        type.Implemented("System.Collections.Generic", "IReadOnlyDictionary`2") ?? type.Implemented("System.Collections.Generic", "IDictionary`2");

    private static ITypeSymbol? SequenceOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.Rank <= 2 ? array.ElementType : null;
        }

        return type.SpecialType == SpecialType.System_String
            || type.Implemented("System.Linq", "IQueryable") is not null
            || type.Implemented("System.Linq", "IQueryable`1") is not null
            || type.IsAuditable()
                ? null
                : type.Underlying().Implemented("System.Collections.Generic", "IEnumerable`1")?.TypeArguments[0];
    }

    private enum Sensitivity
    {
        None,
        Mask,
        Hash,
        Omit,
    }
}
