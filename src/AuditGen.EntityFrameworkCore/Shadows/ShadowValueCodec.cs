using System.Globalization;
using System.Text.Json;
using AuditGen.Values;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>How values of shadow properties are written, whose types only the model knows: as the codec of their type writes them.</summary>
internal readonly struct ShadowValueCodec : IAuditValueCodec<object?>
{
    /// <summary>Whether values of a type can be written.</summary>
    public static bool Knows(Type type) => type.IsEnum || Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.DBNull or TypeCode.Empty)
        || type == typeof(Guid) || type == typeof(byte[]) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly)
        || type == typeof(TimeSpan) || type == typeof(Uri) || type == typeof(Int128) || type == typeof(UInt128);

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case Enum each: WriteEnum(writer, each); break;
            case string each: StringCodec.Write(writer, each); break;
            case bool each: BooleanCodec.Write(writer, each); break;
            case char each: CharCodec.Write(writer, each); break;
            case byte each: writer.WriteNumber(each); break;
            case sbyte each: writer.WriteNumber(each); break;
            case short each: writer.WriteNumber(each); break;
            case ushort each: writer.WriteNumber(each); break;
            case int each: writer.WriteNumber(each); break;
            case uint each: writer.WriteNumber(each); break;
            case long each: writer.WriteNumber(each); break;
            case ulong each: writer.WriteNumber(each); break;
            case Int128 each: writer.WriteNumber(each); break;
            case UInt128 each: writer.WriteNumber(each); break;
            case float each: FloatCodec<float>.Write(writer, each); break;
            case double each: FloatCodec<double>.Write(writer, each); break;
            case decimal each: DecimalCodec.Write(writer, each); break;
            case Guid each: writer.WriteGuid(each); break;
            case DateTime each: writer.WriteDateTime(each); break;
            case DateTimeOffset each: writer.WriteDateTimeOffset(each); break;
            case DateOnly each: writer.WriteDate(each); break;
            case TimeOnly each: writer.WriteTime(each); break;
            case TimeSpan each: writer.WriteDuration(each); break;
            case byte[] each: BytesCodec.Write(writer, each); break;
            case Uri each: UriCodec.Write(writer, each); break;
            case JsonElement each: JsonElementCodec.Write(writer, each); break;
            default: throw new AuditStateException($"A value of type {value.GetType()} cannot be recorded.");
        }
    }

    /// <summary>Reads a value as the JSON that it is: the type is not in it.</summary>
    public static object? Read(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);

    /// <inheritdoc/>
    public static bool Equal(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null)
        {
            return false;
        }

        using var first = new AuditTextWriter();
        using var second = new AuditTextWriter();
        Write(first, left);
        Write(second, right);
        return first.Written.SequenceEqual(second.Written);
    }

    private static void WriteEnum(AuditTextWriter writer, Enum value)
    {
        writer.WriteRaw("{\"$enum\":"u8);
        writer.WriteString(value.ToString());
        writer.WriteRaw(",\"number\":"u8);
        if (value.GetTypeCode() == TypeCode.UInt64)
        {
            writer.WriteNumber(Convert.ToUInt64(value, CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }
}
