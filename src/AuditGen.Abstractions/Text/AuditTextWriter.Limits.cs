using System.Security.Cryptography;
using System.Text;

namespace AuditGen;

/// <content>Values as recorded: limited in size.</content>
public sealed partial class AuditTextWriter
{
    /// <summary>
    /// Writes one recorded value through its codec; a value longer than <see cref="AuditTextOptions.MaxValueLength"/> is
    /// written as <c>{"$cut":…,"length":…,"sha256":…}</c>.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TCodec">How it is written.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteValue<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        int start = _length;
        TCodec.Write(this, value);

        // One UTF-16 unit takes at least one byte of text, so a short text is within the limit without counting.
        if (_length - start > Options.MaxValueLength)
        {
            CutFrom(start);
        }
    }

    private void CutFrom(int start)
    {
        ReadOnlySpan<byte> json = _buffer.AsSpan(start, _length - start);
        if (json.StartsWith("{\"$sealed\":"u8))
        {
            // It was within the limit, or cut, before it was encrypted; half of it would be nothing.
            return;
        }

        string text = json[0] == (byte)'"' ? JsonStrings.Unescape(json[1..^1]) : Encoding.UTF8.GetString(json);
        if (text.Length <= Options.MaxValueLength)
        {
            return;
        }

        int kept = Math.Min(Options.KeptLength, text.Length);
        if (kept > 0 && char.IsHighSurrogate(text[kept - 1]))
        {
            kept--;
        }

        _length = start;
        WriteRaw("{\"$cut\":"u8);
        WriteString(text.AsSpan(0, kept));
        WriteRaw(",\"length\":"u8);
        WriteNumber(text.Length);
        WriteRaw(",\"sha256\":\""u8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        Convert.TryToHexStringLower(hash, Reserve(2 * SHA256.HashSizeInBytes), out int written);
        _length += written;
        WriteRaw("\"}"u8);
    }
}
