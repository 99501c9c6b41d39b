using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Unicode;

namespace AuditGen;

/// <content>Strings: RFC 8259 §7, escaping only what must be escaped.</content>
public sealed partial class AuditTextWriter
{
    private const string Escaped =
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

    private static readonly SearchValues<char> EscapedChars = SearchValues.Create(Escaped);

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8);

    /// <summary>Writes a string value, or <c>null</c>.</summary>
    /// <param name="value">Any text; a lone surrogate is written as <c>\udXXX</c>.</param>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
        }
        else
        {
            WriteString(value.AsSpan());
        }
    }

    /// <summary>Writes a string value.</summary>
    /// <param name="value">Any text; a lone surrogate is written as <c>\udXXX</c>.</param>
    public void WriteString(ReadOnlySpan<char> value)
    {
        WriteByte((byte)'"');
        while (!value.IsEmpty)
        {
            int run = value.IndexOfAny(EscapedChars);
            WriteRun(run < 0 ? value : value[..run]);
            if (run < 0)
            {
                break;
            }

            WriteEscape((byte)value[run]);
            value = value[(run + 1)..];
        }

        WriteByte((byte)'"');
    }

    /// <summary>Writes a string value that is UTF-8 already.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        WriteByte((byte)'"');
        WriteStringContent(utf8);
        WriteByte((byte)'"');
    }

    /// <summary>Writes bytes as a base64 string value (RFC 4648 §4).</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        int size = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        Span<byte> target = Reserve(size + 2);
        target[0] = (byte)'"';
        OperationStatus status = Base64.EncodeToUtf8(bytes, target[1..], out _, out int written);
        Debug.Assert(status == OperationStatus.Done, "the room was reserved");
        target[written + 1] = (byte)'"';
        _length += written + 2;
    }

    /// <summary>Text without escapes; only lone surrogates need care, and the transcoder finds them.</summary>
    private void WriteRun(ReadOnlySpan<char> run)
    {
        while (!run.IsEmpty)
        {
            // Most text is ASCII: try with one byte a unit plus slack, and grow only where it was not enough.
            Span<byte> target = Reserve(run.Length + Math.Min(run.Length * 2, 64));
            OperationStatus status = Utf8.FromUtf16(run, target, out int read, out int written, replaceInvalidSequences: false, isFinalBlock: true);
            _length += written;
            run = run[read..];
            if (status == OperationStatus.InvalidData)
            {
                WriteUnicodeEscape(run[0]);
                run = run[1..];
            }
            else if (status == OperationStatus.DestinationTooSmall)
            {
                Reserve(checked((run.Length * 3) + 3));
            }
        }
    }

    private void WriteStringContent(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            int run = utf8.IndexOfAny(EscapedBytes);
            WriteRaw(run < 0 ? utf8 : utf8[..run]);
            if (run < 0)
            {
                break;
            }

            WriteEscape(utf8[run]);
            utf8 = utf8[(run + 1)..];
        }
    }

    private void WriteEscape(byte value)
    {
        switch (value)
        {
            case (byte)'"': WriteRaw("\\\""u8); break;
            case (byte)'\\': WriteRaw(@"\\"u8); break;
            case (byte)'\n': WriteRaw(@"\n"u8); break;
            case (byte)'\r': WriteRaw(@"\r"u8); break;
            case (byte)'\t': WriteRaw(@"\t"u8); break;
            case (byte)'\b': WriteRaw(@"\b"u8); break;
            case (byte)'\f': WriteRaw(@"\f"u8); break;
            default: WriteUnicodeEscape((char)value); break;
        }
    }

    private void WriteUnicodeEscape(char value)
    {
        Span<byte> target = Reserve(6);
        target[0] = (byte)'\\';
        target[1] = (byte)'u';
        for (int i = 0; i < 4; i++)
        {
            target[i + 2] = "0123456789abcdef"u8[(value >> (12 - (i * 4))) & 0xF];
        }

        _length += 6;
    }
}
