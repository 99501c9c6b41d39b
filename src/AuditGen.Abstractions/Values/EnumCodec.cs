using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of enums: <c>{"$enum":"Posted","number":2}</c>. Flags are joined with <c>, </c>; a number without a name stands for itself.</summary>
/// <remarks>
/// Reading prefers the name, so that a renumbered enum is read right, and falls back on the number, so that a renamed
/// member is.
/// </remarks>
/// <typeparam name="T">The enum.</typeparam>
/// <typeparam name="TNames">Its generated names.</typeparam>
public readonly struct EnumCodec<T, TNames> : IAuditValueCodec<T>
    where T : unmanaged, Enum
    where TNames : IAuditEnumNames<T>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRaw("{\"$enum\":"u8);
        writer.WriteString(NameOf(value));
        writer.WriteRaw(",\"number\":"u8);
        writer.WriteNumber(EnumBits<T>.ToNumber(value));
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public static T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw JsonText.Unexpected(ref reader, "an enum");
        }

        string? name = null;
        Int128? number = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("$enum"u8);
            bool isNumber = reader.ValueTextEquals("number"u8);
            reader.Read();
            if (isName)
            {
                name = JsonText.ReadString(ref reader);
            }
            else if (isNumber)
            {
                number = JsonText.ReadNumber<Int128>(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return name is not null && TryParse(name, out T value) ? value
            : number is { } known ? EnumBits<T>.FromNumber(known)
            : throw new FormatException("The recorded enum has neither a known name nor a number.");
    }

    /// <inheritdoc/>
    public static bool Equal(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    /// <summary>The name of a value; flags joined with <c>, </c>; digits where it has no name.</summary>
    public static string NameOf(T value)
    {
        foreach (KeyValuePair<string, T> member in TNames.Members)
        {
            if (Equal(member.Value, value))
            {
                return member.Key;
            }
        }

        return TNames.IsFlags ? FlagsOf(EnumBits<T>.ToBits(value)) : EnumBits<T>.ToNumber(value).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a name that <see cref="NameOf"/> made.</summary>
    public static bool TryParse(string name, out T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong bits = 0;
        foreach (Range part in name.AsSpan().Split(", "))
        {
            if (!TryParsePart(name.AsSpan(part), out T one))
            {
                value = default;
                return false;
            }

            bits |= EnumBits<T>.ToBits(one);
        }

        value = EnumBits<T>.FromBits(bits);
        return true;
    }

    private static bool TryParsePart(ReadOnlySpan<char> name, out T value)
    {
        foreach (KeyValuePair<string, T> member in TNames.Members)
        {
            if (name.SequenceEqual(member.Key))
            {
                value = member.Value;
                return true;
            }
        }

        bool isNumber = Int128.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 number);
        value = isNumber ? EnumBits<T>.FromNumber(number) : default;
        return isNumber;
    }

    /// <summary>The members that make up the value, widest first removed, in declaration order; bits without a name as a number behind them.</summary>
    private static string FlagsOf(ulong bits)
    {
        if (bits == 0)
        {
            return "0";
        }

        ulong rest = bits;
        var text = new StringBuilder();
        foreach (KeyValuePair<string, T> member in TNames.Members)
        {
            ulong flag = EnumBits<T>.ToBits(member.Value);
            if (flag != 0 && (bits & flag) == flag && (rest & flag) != 0)
            {
                text.Append(text.Length == 0 ? string.Empty : ", ").Append(member.Key);
                rest &= ~flag;
            }
        }

        if (rest != 0)
        {
            text.Append(text.Length == 0 ? string.Empty : ", ").Append(EnumBits<T>.ToNumber(EnumBits<T>.FromBits(rest)).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
