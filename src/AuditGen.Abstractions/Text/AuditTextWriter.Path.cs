using System.Globalization;

namespace AuditGen;

/// <content>The path of the change being written: a JSON Pointer (RFC 6901), escaped for use inside a JSON string.</content>
public sealed partial class AuditTextWriter
{
    /// <summary>The current path, empty at the root.</summary>
    internal ReadOnlySpan<byte> Path => _path.AsSpan(0, _pathLength);

    /// <summary>Goes down into a member.</summary>
    internal void EnterPath(ReadOnlySpan<byte> name)
    {
        AppendPath((byte)'/');
        AppendPath(name);
    }

    /// <summary>
    /// Goes down into an element. Its segment is the key's text with <c>#</c> doubled, <c>#null</c> for a null key, and
    /// <c>#2</c>, <c>#3</c> … behind it for further elements of the same key.
    /// </summary>
    internal void EnterPathKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?>
    {
        AppendPath((byte)'/');

        // The key's text is written behind the text proper, taken over from there, and forgotten.
        int origin = _length;
        if (key is null)
        {
            AppendPath("#null"u8);
        }
        else
        {
            TCodec.Write(this, key);
            int start = origin;
            if (_buffer[start] is (byte)'{' or (byte)'[')
            {
                start = _length;
                WriteString(_buffer.AsSpan(origin, start - origin).ToArray());
            }

            int quote = _buffer[start] == (byte)'"' ? 1 : 0;
            AppendSegment(start + quote, _length - quote);
            _length = origin;
        }

        if (occurrence > 1)
        {
            AppendPath((byte)'#');
            Span<byte> digits = stackalloc byte[11];
            occurrence.TryFormat(digits, out int written, provider: CultureInfo.InvariantCulture);
            AppendPath(digits[..written]);
        }
    }

    /// <summary>Goes up again.</summary>
    internal void ExitPath() => _pathLength = Path.LastIndexOf((byte)'/');

    private void AppendSegment(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            switch (_buffer[i])
            {
                case (byte)'~': AppendPath("~0"u8); break;
                case (byte)'/': AppendPath("~1"u8); break;
                case (byte)'#': AppendPath("##"u8); break;
                case byte other: AppendPath(other); break;
            }
        }
    }

    private void AppendPath(byte value)
    {
        if (_pathLength == _path.Length)
        {
            Grow(ref _path, _pathLength, 1);
        }

        _path[_pathLength++] = value;
    }

    private void AppendPath(ReadOnlySpan<byte> text)
    {
        if (text.Length > _path.Length - _pathLength)
        {
            Grow(ref _path, _pathLength, text.Length);
        }

        text.CopyTo(_path.AsSpan(_pathLength));
        _pathLength += text.Length;
    }
}
