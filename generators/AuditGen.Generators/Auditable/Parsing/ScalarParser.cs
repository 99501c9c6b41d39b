using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators;

/// <summary>Finds what is recorded as one plain value: a value of the base class library, an enum, or a type around one of these.</summary>
internal sealed class ScalarParser(ParseSession session)
{
    private readonly Dictionary<string, EnumModel> _enums = new(StringComparer.Ordinal);

    /// <summary>The enums met so far, by the name of what is generated for them.</summary>
    public IReadOnlyDictionary<string, EnumModel> Enums => _enums;

    /// <summary>The shape of a type as a scalar; <see langword="null"/> where it is none.</summary>
    public ScalarShape? Of(ITypeSymbol type)
    {
        TypeFacts facts = session.Facts(type);
        if (!facts.Scalar.IsKnown)
        {
            // Types that wrap each other in turn have no value inside.
            facts.Scalar = (null, true);
            facts.Scalar = (Find(type, facts), true);
        }

        return facts.Scalar.Shape;
    }

    private ScalarShape? Find(ITypeSymbol type, TypeFacts facts)
    {
        bool isNullableStruct = facts.IsNullableStruct;
        if (facts.Underlying.TypeKind == TypeKind.Enum)
        {
            return Enum((INamedTypeSymbol)facts.Underlying) with { IsNullable = isNullableStruct };
        }

        if (ScalarTypes.Of(facts.Underlying) is { } known)
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
                IsNullable = isNullableStruct || (!known.IsValueType && facts.IsNullable),
                Capture = capture,
            };
        }

        if (facts.Underlying is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Struct or TypeKind.Class) || named.IsAuditable() || named.IsTupleType)
        {
            return null;
        }

        return named.IsInSystem() ? Parsable(named, isNullableStruct) : Wrapper(named, isNullableStruct);
    }

    private ScalarShape? Parsable(INamedTypeSymbol type, bool isNullableStruct) =>
        session.Facts(type).Element is null && type.Implemented("System", "IParsable", 1) is not null
            ? ScalarTypes.Parsable(type) with { IsNullable = isNullableStruct || !type.IsValueType }
            : null;

    /// <summary>A strongly typed id or another type around one value: recorded as that value.</summary>
    private ScalarShape? Wrapper(INamedTypeSymbol type, bool isNullableStruct)
    {
        TypeFacts facts = session.Facts(type);
        if (type.IsAbstract || !facts.IsNameable || facts.Element is not null)
        {
            return null;
        }

        List<ISymbol> members = session.Members.OfValue(type);
        ISymbol? single = members.Count == 1 ? members[0] : null;
        if (single is null && members.Count == 0)
        {
            return Converted(type, isNullableStruct);
        }

        if (single is null || ClassificationParser.Of(single, single.ValueType(), session) != Classification.None
            || MemberAccess.Of(single, type, session, single.Name).Accessor is not null
            || Of(single.ValueType()) is not { } inner)
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

        return type.Implemented("System", "IParsable", 1) is not null && type.Implemented("System", "IFormattable", 0) is not null
            ? ScalarTypes.Parsable(type) with { IsNullable = isNullableStruct || !type.IsValueType }
            : null;
    }

    private ScalarShape Enum(INamedTypeSymbol type)
    {
        GeneratedNames names = session.Names(type, out _);
        string source = session.Facts(type).CSharp;
        string className = names.BaseName + "Names";
        string full = "global::" + names.Namespace + "." + className;
        if (!_enums.ContainsKey(full))
        {
            bool isFlags = type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" });
            _enums.Add(full, new EnumModel(
                source,
                names.Namespace,
                className,
                isFlags,
                type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)
                    .Select(static field => new EnumMemberModel(field.Name, SymbolDisplay.FormatPrimitive(field.ConstantValue!, quoteStrings: false, useHexadecimalNumbers: false)!))
                    .ToEquatable(),
                session.Facts(type).WarningIds(session).ToEquatable()));
        }

        return new ScalarShape(source, $"EnumCodec<{source}, {full}>", IsValueType: true, IsNullable: false, "$", $"EnumNameCodec<{source}, {full}>")
        {
            IsPublic = session.Facts(type).IsPublic,
            Enums = new ImmutableEquatableArray<string>([full]),
        };
    }
}
