using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AuditGen;

/// <summary>
/// One recorded value: a piece of an event text, read on demand. Two values are equal when their texts are.
/// </summary>
/// <remarks>It refers to the text it was read from, so it lives as long as that text is left unchanged.</remarks>
public readonly struct AuditValue : IEquatable<AuditValue>
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = AuditEventReader.MaxDepth };

    /// <summary>Creates a value from its JSON text.</summary>
    /// <param name="json">One well-formed JSON value without white space around it, or nothing for no value.</param>
    public AuditValue(ReadOnlyMemory<byte> json)
    {
        Json = json;
    }

    /// <summary>The JSON text; empty where there is no value.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsMissing => Json.IsEmpty;

    /// <summary>What kind of value it is.</summary>
    public AuditValueKind Kind => Json.IsEmpty ? AuditValueKind.Missing : Json.Span[0] switch
    {
        (byte)'n' => AuditValueKind.Null,
        (byte)'t' or (byte)'f' => AuditValueKind.Boolean,
        (byte)'"' => AuditValueKind.String,
        (byte)'[' => AuditValueKind.Array,
        (byte)'{' => KindOfObject(),
        _ => AuditValueKind.Number,
    };

    /// <summary>
    /// The text inside: of a string its characters, of an enum its name, of a hash <c>keyid:hash</c>, of a cut value its
    /// beginning, of an unaudited one the type's name, of a sealed or erased one the key's id; of anything else <see langword="null"/>.
    /// </summary>
    public string? GetString()
    {
        if (Json.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Reader();
        if (reader.TokenType == JsonTokenType.String)
        {
            return JsonStrings.Read(ref reader);
        }

        return IsTagged(Kind) && reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.String
            ? JsonStrings.Read(ref reader)
            : null;
    }

    /// <summary>Reads an integer: a number, or the number of an enum.</summary>
    public bool TryGetInt64(out long value) =>
        long.TryParse(Digits(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a decimal number with its scale.</summary>
    public bool TryGetDecimal(out decimal value) =>
        decimal.TryParse(Digits(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a floating-point number; <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c> included.</summary>
    public bool TryGetDouble(out double value)
    {
        value = 0;
        return Kind switch
        {
            AuditValueKind.Number => double.TryParse(Json.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            AuditValueKind.String => Json.Span is [_, .. var name, _]
                && (name.SequenceEqual("NaN"u8) || name.SequenceEqual("Infinity"u8) || name.SequenceEqual("-Infinity"u8))
                && double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
    }

    /// <summary>Reads a truth value.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = Json.Span is [(byte)'t', ..];
        return Kind == AuditValueKind.Boolean;
    }

    /// <summary>Reads a value of a known type with its codec.</summary>
    /// <exception cref="FormatException">It is not a value of this type, or there is no value.</exception>
    public T Read<T, TCodec>()
        where TCodec : IAuditValueCodec<T?>
    {
        if (Json.IsEmpty)
        {
            throw new FormatException("There is no value to read.");
        }

        Utf8JsonReader reader = Reader();
        try
        {
            return TCodec.Read(ref reader)!;
        }
        catch (JsonException exception)
        {
            throw new FormatException("The value is not a JSON value.", exception);
        }
    }

    /// <summary>The members of an object, tags included; empty for anything else.</summary>
    public ImmutableArray<AuditDatum> Members()
    {
        if (Json.Span is not [(byte)'{', ..])
        {
            return [];
        }

        Utf8JsonReader reader = Reader();
        ImmutableArray<AuditDatum>.Builder members = ImmutableArray.CreateBuilder<AuditDatum>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonStrings.Read(ref reader);
            reader.Read();
            members.Add(new AuditDatum(name, Take(ref reader, Json)));
        }

        return members.DrainToImmutable();
    }

    /// <summary>The elements of an array; empty for anything else.</summary>
    public ImmutableArray<AuditValue> Items()
    {
        if (Json.Span is not [(byte)'[', ..])
        {
            return [];
        }

        Utf8JsonReader reader = Reader();
        ImmutableArray<AuditValue>.Builder items = ImmutableArray.CreateBuilder<AuditValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Take(ref reader, Json));
        }

        return items.DrainToImmutable();
    }

    /// <summary>
    /// What a person reads: a string without quotes, an enum by name, <c>(masked)</c>, the beginning of a cut value with its
    /// full length; an object as its members' names and values (<c>amount 12.50, currency EUR</c>). Empty where there is no
    /// value. Never a sensitive value, because none is recorded.
    /// </summary>
    public string ToDisplayText() => Kind switch
    {
        AuditValueKind.Missing => string.Empty,
        AuditValueKind.Masked => "(masked)",
        AuditValueKind.Hash => "(hash " + GetString() + ")",
        AuditValueKind.Sealed => "(sealed " + GetString() + ")",
        AuditValueKind.Erased => "(erased)",
        AuditValueKind.Unaudited => "(unaudited " + GetString() + ")",
        AuditValueKind.Cut => GetString() + "… (" + Member("length"u8).ToDisplayText() + " characters)",
        AuditValueKind.Json => Member("$json"u8).ToString(),
        AuditValueKind.String or AuditValueKind.Enum => GetString() ?? ToString(),
        AuditValueKind.Object when Members() is { IsEmpty: false } members =>
            string.Join(", ", members.Select(static member => $"{member.Name.TrimStart('$')} {member.Value.ToDisplayText()}")),
        AuditValueKind.Array => "[" + string.Join(", ", Items().Select(static item => item.ToDisplayText())) + "]",
        _ => ToString(),
    };

    /// <summary>
    /// What a search compares: a string's characters, a number's digits, <c>true</c>, <c>false</c>, <c>null</c>, an enum's
    /// name, a hash, the beginning of a cut value, an unaudited type's name, the JSON text of an object or array.
    /// Empty where there is nothing to search for: no value, masked, sealed, erased.
    /// </summary>
    public string ToSearchText() => Kind switch
    {
        AuditValueKind.Missing or AuditValueKind.Masked or AuditValueKind.Sealed or AuditValueKind.Erased => string.Empty,
        AuditValueKind.String or AuditValueKind.Enum or AuditValueKind.Hash or AuditValueKind.Cut or AuditValueKind.Unaudited
            => GetString() ?? ToString(),
        AuditValueKind.Json => Member("$json"u8).ToString(),
        _ => ToString(),
    };

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);

    /// <inheritdoc/>
    public bool Equals(AuditValue other) => Json.Span.SequenceEqual(other.Json.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AuditValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Json.Span);
        return hash.ToHashCode();
    }

    /// <summary>Whether the two have the same text.</summary>
    public static bool operator ==(AuditValue left, AuditValue right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(AuditValue left, AuditValue right) => !left.Equals(right);

    /// <summary>Cuts the value the reader stands on out of the text, and leaves the reader on its last token.</summary>
    internal static AuditValue Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new AuditValue(text[start..(int)reader.BytesConsumed]);
    }

    private static bool IsTagged(AuditValueKind kind) => kind is >= AuditValueKind.Enum and not AuditValueKind.Json;

    private AuditValueKind KindOfObject()
    {
        Utf8JsonReader reader = Reader();
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || reader.ValueSpan is not [(byte)'$', ..])
        {
            return AuditValueKind.Object;
        }

        ReadOnlySpan<byte> tag = reader.ValueSpan;
        return tag.SequenceEqual("$enum"u8) ? AuditValueKind.Enum
            : tag.SequenceEqual("$masked"u8) ? AuditValueKind.Masked
            : tag.SequenceEqual("$hash"u8) ? AuditValueKind.Hash
            : tag.SequenceEqual("$cut"u8) ? AuditValueKind.Cut
            : tag.SequenceEqual("$unaudited"u8) ? AuditValueKind.Unaudited
            : tag.SequenceEqual("$sealed"u8) ? AuditValueKind.Sealed
            : tag.SequenceEqual("$erased"u8) ? AuditValueKind.Erased
            : tag.SequenceEqual("$json"u8) ? AuditValueKind.Json
            : tag.SequenceEqual("$type"u8) ? AuditValueKind.Object
            : AuditValueKind.Other;
    }

    private ReadOnlySpan<byte> Digits() => Kind switch
    {
        AuditValueKind.Number => Json.Span,
        AuditValueKind.Enum => Member("number"u8).Json.Span,
        _ => default,
    };

    private AuditValue Member(ReadOnlySpan<byte> name)
    {
        Utf8JsonReader reader = Reader();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals(name);
            reader.Read();
            AuditValue value = Take(ref reader, Json);
            if (wanted)
            {
                return value;
            }
        }

        return default;
    }

    private Utf8JsonReader Reader()
    {
        Utf8JsonReader reader = new(Json.Span, _options);
        reader.Read();
        return reader;
    }
}
