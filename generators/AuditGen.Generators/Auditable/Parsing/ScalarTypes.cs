using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>The types of the base class library that are recorded as one value, and how.</summary>
internal static class ScalarTypes
{
    /// <summary>The shape of a type that is not nullable; <see langword="null"/> where it is no such type.</summary>
    public static ScalarShape? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => Value(type, "BooleanCodec"),
        SpecialType.System_Char => Value(type, "CharCodec"),
        SpecialType.System_String => Reference("string", "StringCodec"),
        SpecialType.System_Decimal => Value(type, "DecimalCodec"),
        SpecialType.System_Single or SpecialType.System_Double => Value(type, $"FloatCodec<{type.CSharp()}>"),
        SpecialType.System_DateTime => Value(type, "DateTimeCodec"),
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => Value(type, $"NumberCodec<{type.CSharp()}>"),
        _ => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }
            ? Reference("byte[]", "BytesCodec", "AuditCapture.Bytes($)")
            : ByName(type),
    };

    private static ScalarShape? ByName(ITypeSymbol type) => (type.ContainingNamespace.FullName(), type.MetadataName) switch
    {
        ("System", "Guid") => Value(type, "GuidCodec"),
        ("System", "DateTimeOffset") => Value(type, "DateTimeOffsetCodec"),
        ("System", "DateOnly") => Value(type, "DateOnlyCodec"),
        ("System", "TimeOnly") => Value(type, "TimeOnlyCodec"),
        ("System", "TimeSpan") => Value(type, "TimeSpanCodec"),
        ("System", "Half") => Value(type, "FloatCodec<global::System.Half>"),
        ("System", "Int128") or ("System", "UInt128") or ("System.Numerics", "BigInteger") => Value(type, $"NumberCodec<{type.CSharp()}>"),
        ("System", "Uri") => Reference(type.CSharp(), "UriCodec"),
        ("System", "Version") => Reference(type.CSharp(), "VersionCodec"),
        ("System.Text", "Rune") => Value(type, "RuneCodec"),
        ("System.Net", "IPAddress") or ("System.Net", "IPNetwork") => Parsable(type),
        ("System.Text.Json", "JsonElement") => new ScalarShape(type.CSharp(), "JsonElementCodec", true, false, "AuditCapture.Json($)", "JsonElementCodec"),
        ("System.Text.Json", "JsonDocument") => Json("AuditCapture.Json($)"),
        ("System.Text.Json.Nodes", "JsonNode" or "JsonObject" or "JsonArray" or "JsonValue") => Json("AuditCapture.Json($)"),
        ("System", "ReadOnlyMemory`1") or ("System", "Memory`1") when IsOfBytes(type) =>
            new ScalarShape("byte[]", "BytesCodec", false, false, "$.ToArray()", "BytesCodec"),
        _ => null,
    };

    /// <summary>A type that says itself how it is written and parsed.</summary>
    public static ScalarShape Parsable(ITypeSymbol type)
    {
        string codec = $"ParsableCodec<{type.CSharp()}>";
        return new ScalarShape(type.CSharp(), codec, type.IsValueType, !type.IsValueType, "$", codec);
    }

    private static ScalarShape Value(ITypeSymbol type, string codec) => new(type.CSharp(), codec, IsValueType: true, IsNullable: false, "$", codec);

    private static ScalarShape Reference(string type, string codec, string capture = "$") =>
        new(type, codec, IsValueType: false, IsNullable: true, capture, codec);

    private static ScalarShape Json(string capture) =>
        new("global::System.Text.Json.JsonElement", "JsonElementCodec", IsValueType: true, IsNullable: false, capture, "JsonElementCodec");

    private static bool IsOfBytes(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };
}
