using System.Text.Json;

namespace AuditGen.Values;

/// <summary>
/// A sensitive value inside a state: it can be compared, and is never shown. Recorded as a mask or a keyed hash; null is
/// recorded as null.
/// </summary>
public readonly struct AuditSecret : IEquatable<AuditSecret>
{
    private readonly byte[]? _text;
    private readonly bool _isRecorded;

    private AuditSecret(byte[] text, bool isRecorded)
    {
        _text = text;
        _isRecorded = isRecorded;
    }

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => _text is null;

    /// <summary>Whether this was read back from an event, so that only its mask or hash is known.</summary>
    public bool IsRecorded => _isRecorded;

    /// <summary>The JSON text of the value; never leaves the codecs.</summary>
    internal ReadOnlySpan<byte> Text => _text;

    /// <summary>Takes a value over.</summary>
    public static AuditSecret Of<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        if (value is null)
        {
            return default;
        }

        using var writer = new AuditTextWriter();
        TCodec.Write(writer, value);
        return writer.Written.SequenceEqual("null"u8) ? default : new AuditSecret(writer.Written.ToArray(), isRecorded: false);
    }

    /// <summary>
    /// Whether the two hold the same value. A value and a recorded mask or hash cannot be told apart and count as equal.
    /// </summary>
    public bool Equals(AuditSecret other)
    {
        if (_text is null || other._text is null)
        {
            return _text is null && other._text is null;
        }

        return _isRecorded != other._isRecorded || ReferenceEquals(_text, other._text) || Text.SequenceEqual(other.Text);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AuditSecret other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : 1;

    /// <summary>Says that there is a value, never which.</summary>
    public override string ToString() => _text is null ? "null" : "•••";

    /// <summary>Whether the two hold the same value.</summary>
    public static bool operator ==(AuditSecret left, AuditSecret right) => left.Equals(right);

    /// <summary>Whether the two hold different values.</summary>
    public static bool operator !=(AuditSecret left, AuditSecret right) => !left.Equals(right);

    /// <summary>Reads a recorded mask or hash back.</summary>
    internal static AuditSecret Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw JsonText.Unexpected(ref reader, "a mask or a hash");
        }

        using var writer = new AuditTextWriter();
        JsonElementCodec.WriteVerbatim(writer, JsonElement.ParseValue(ref reader));
        return new AuditSecret(writer.Written.ToArray(), isRecorded: true);
    }
}
