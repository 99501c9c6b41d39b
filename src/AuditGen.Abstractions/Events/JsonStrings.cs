using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AuditGen;

/// <summary>
/// Reads JSON strings, lone surrogates included: an event text keeps what the application had, and
/// <see cref="Utf8JsonReader.GetString"/> refuses such strings.
/// </summary>
internal static class JsonStrings
{
    /// <summary>The string or member name the reader stands on. Its escapes were checked by the reader.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;
        return reader.ValueIsEscaped ? Unescape(raw) : Encoding.UTF8.GetString(raw);
    }

    /// <summary>Undoes the escapes of what stands between the quotation marks; they must be well-formed.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        char[] chars = ArrayPool<char>.Shared.Rent(raw.Length);
        int length = 0;
        while (!raw.IsEmpty)
        {
            int plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
            {
                length += Encoding.UTF8.GetChars(raw, chars.AsSpan(length));
                break;
            }

            length += Encoding.UTF8.GetChars(raw[..plain], chars.AsSpan(length));
            raw = raw[(plain + 1)..];
            if (raw[0] == 'u')
            {
                chars[length++] = (char)ushort.Parse(raw.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                raw = raw[5..];
            }
            else
            {
                chars[length++] = Plain(raw[0]);
                raw = raw[1..];
            }
        }

        string text = new(chars, 0, length);
        ArrayPool<char>.Shared.Return(chars, clearArray: true);
        return text;
    }

    private static char Plain(byte escape) => escape switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)escape,
    };
}
