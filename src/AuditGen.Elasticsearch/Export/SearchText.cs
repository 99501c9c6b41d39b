using AuditGen.Elasticsearch.Transport;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// The text by which a recorded value is found (<see cref="AuditValue.ToSearchText"/>), as a piece of the value's JSON.
/// </summary>
internal readonly ref struct SearchText(ReadOnlySpan<byte> bytes, bool isEscaped)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Whether it is the inside of a JSON string; otherwise it is to be taken as it stands.</summary>
    public bool IsEscaped { get; } = isEscaped;

    /// <summary>The text of a value.</summary>
    /// <param name="value">The whole JSON value.</param>
    public static SearchText Of(ReadOnlySpan<byte> value)
    {
        if (value[0] == (byte)'"')
        {
            return new SearchText(value[1..^1], isEscaped: true);
        }

        if (!value.StartsWith("{\"$"u8))
        {
            return new SearchText(value, isEscaped: false);
        }

        var scanner = new EventTextScanner(value);
        scanner.Expect((byte)'{');
        ReadOnlySpan<byte> tag = scanner.Name();
        ReadOnlySpan<byte> content = scanner.Value().Of(value);
        if (tag.SequenceEqual("$masked"u8) || tag.SequenceEqual("$sealed"u8))
        {
            return default;
        }

        if (tag.SequenceEqual("$json"u8))
        {
            return new SearchText(content, isEscaped: false);
        }

        bool speaks = tag.SequenceEqual("$enum"u8) || tag.SequenceEqual("$hash"u8) || tag.SequenceEqual("$cut"u8) || tag.SequenceEqual("$unaudited"u8);
        return speaks && content[0] == (byte)'"'
            ? new SearchText(content[1..^1], isEscaped: true)
            : new SearchText(value, isEscaped: false);
    }

    /// <summary>Writes the text as what stands between the quotes of a JSON string.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="maxUnits">What is longer, in UTF-16 units, is cut, never within a character.</param>
    public void WriteTo(PooledBytes target, int maxUnits = AuditSearchText.MaxChange)
    {
        ReadOnlySpan<byte> cut = JsonText.Cut(Bytes, maxUnits, IsEscaped, out _);
        if (IsEscaped)
        {
            JsonText.Copy(cut, target);
        }
        else
        {
            JsonText.Quote(cut, target);
        }
    }
}
