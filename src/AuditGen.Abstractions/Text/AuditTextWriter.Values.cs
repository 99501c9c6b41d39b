using System.Globalization;
using System.Numerics;

namespace AuditGen;

/// <content>Numbers, dates and the other values: culture-free, and read back exactly.</content>
public sealed partial class AuditTextWriter
{
    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number: integers with all digits, <see cref="decimal"/> with its scale, floating point as the
    /// shortest text that reads back the same. <c>NaN</c> and infinities are strings.</summary>
    public void WriteNumber<T>(T value)
        where T : struct, INumberBase<T>
    {
        if (T.IsFinite(value))
        {
            WriteFormatted(value, default);
        }
        else
        {
            WriteRaw(T.IsNaN(value) ? "\"NaN\""u8 : T.IsNegative(value) ? "\"-Infinity\""u8 : "\"Infinity\""u8);
        }
    }

    /// <summary>Writes a GUID in lower case with hyphens.</summary>
    public void WriteGuid(Guid value) => WriteQuoted(value, "D");

    /// <summary>
    /// Writes a date and time as ISO 8601 with seven fractional digits: <c>Z</c> behind UTC, the offset behind local times,
    /// nothing behind unspecified ones.
    /// </summary>
    public void WriteDateTime(DateTime value) => WriteQuoted(value, "O");

    /// <summary>Writes a date and time as ISO 8601 with seven fractional digits and its own offset.</summary>
    public void WriteDateTimeOffset(DateTimeOffset value) => WriteQuoted(value, "O");

    /// <summary>Writes a date as <c>2026-11-21</c>.</summary>
    public void WriteDate(DateOnly value) => WriteQuoted(value, "O");

    /// <summary>Writes a time as <c>09:15:00.0000000</c>.</summary>
    public void WriteTime(TimeOnly value) => WriteQuoted(value, "O");

    /// <summary>Writes a duration as <c>[-][d.]hh:mm:ss.fffffff</c>.</summary>
    public void WriteDuration(TimeSpan value)
    {
        int start = _length;
        WriteQuoted(value, "c");
        if (value.Ticks % TimeSpan.TicksPerSecond == 0)
        {
            // The constant format leaves a zero fraction out; the stored form always has seven digits.
            _length--;
            WriteRaw(".0000000\""u8);
        }

        System.Diagnostics.Debug.Assert(_buffer[start] == (byte)'"', "a quoted value");
    }

    /// <summary>Writes a formatted value between quotation marks; nothing in its text may need escaping.</summary>
    internal void WriteQuoted<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        WriteByte((byte)'"');
        WriteFormatted(value, format);
        WriteByte((byte)'"');
    }

    private void WriteFormatted<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        int size = 64;
        int written;
        while (!value.TryFormat(Reserve(size), out written, format, CultureInfo.InvariantCulture))
        {
            size = checked(size * 2);
        }

        _length += written;
    }
}
