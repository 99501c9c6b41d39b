using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Chooses how a fact of a command is written.</summary>
internal static class FactCodecs
{
    private const string Values = "global::AuditGen.Values.";
    private const string Secret = "global::AuditGen.Values.AuditSecret";

    /// <summary>The codec of a type; <see langword="null"/> where it is omitted.</summary>
    /// <param name="type">The type of the member.</param>
    /// <param name="sensitivity">Its classification as a number, or <see langword="null"/>.</param>
    public static (string Type, string Codec, string ValueFormat)? Find(ITypeSymbol type, int? sensitivity)
    {
        (string Type, string Codec, string ValueFormat) plain = Plain(type);
        return sensitivity switch
        {
            null => plain,
            0 => (Secret, Values + "MaskCodec", $"{Secret}.Of<{plain.Type}, {plain.Codec}>({plain.ValueFormat})"),
            1 => (Secret, Values + "HashCodec", $"{Secret}.Of<{plain.Type}, {plain.Codec}>({plain.ValueFormat})"),
            _ => null,
        };
    }

    private static (string Type, string Codec, string ValueFormat) Plain(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            ITypeSymbol inner = nullable.TypeArguments[0];
            return BuiltIn(inner) is { } codec
                ? ($"{inner.ToDisplayString(HandlerSymbols.Full)}?", $"{Values}NullableCodec<{inner.ToDisplayString(HandlerSymbols.Full)}, {codec}>", "{0}")
                : ("string?", Values + "StringCodec", "{0}?.ToString()");
        }

        return type.SpecialType == SpecialType.System_String ? ("string?", Values + "StringCodec", "{0}")
            : BuiltIn(type) is { } builtIn ? (type.ToDisplayString(HandlerSymbols.Full), builtIn, "{0}")
            : ("string?", Values + "StringCodec", type.IsValueType ? "{0}.ToString()" : "{0}?.ToString()");
    }

    private static string? BuiltIn(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => Values + "BooleanCodec",
        SpecialType.System_Char => Values + "CharCodec",
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            => $"{Values}NumberCodec<{type.ToDisplayString(HandlerSymbols.Full)}>",
        SpecialType.System_Decimal => Values + "DecimalCodec",
        SpecialType.System_Single or SpecialType.System_Double => $"{Values}FloatCodec<{type.ToDisplayString(HandlerSymbols.Full)}>",
        SpecialType.System_DateTime => Values + "DateTimeCodec",
        _ => type.ContainingNamespace?.ToDisplayString() == "System" ? type.Name switch
        {
            "Guid" => Values + "GuidCodec",
            "DateTimeOffset" => Values + "DateTimeOffsetCodec",
            "DateOnly" => Values + "DateOnlyCodec",
            "TimeOnly" => Values + "TimeOnlyCodec",
            "TimeSpan" => Values + "TimeSpanCodec",
            _ => null,
        }
        : null,
    };
}
