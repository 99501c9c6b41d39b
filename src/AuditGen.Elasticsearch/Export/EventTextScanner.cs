using System.Buffers;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Walks over an event text once, forward, without building anything.</summary>
/// <exception cref="FormatException">The text is not version 1 of the event text (docs/event-format.md).</exception>
internal ref struct EventTextScanner(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",}] \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The next byte, 0 at the end.</summary>
    public readonly byte Peek => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => _at == _text.Length;

    /// <summary>Steps over a byte that must be there.</summary>
    public void Expect(byte value)
    {
        if (Peek != value)
        {
            throw Malformed();
        }

        _at++;
    }

    /// <summary>Steps over a byte if it is there.</summary>
    public bool Accept(byte value)
    {
        if (Peek != value)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Enters an object or array; false if it is empty, and then it has been left again.</summary>
    public bool Enter(byte open, byte close)
    {
        Expect(open);
        return !Accept(close);
    }

    /// <summary>After a member or element: true if another follows, false if the container has been left.</summary>
    public bool Next(byte close)
    {
        if (Accept((byte)','))
        {
            return true;
        }

        Expect(close);
        return false;
    }

    /// <summary>Reads a member's name and the colon after it.</summary>
    public ReadOnlySpan<byte> Name()
    {
        Slice name = String();
        Expect((byte)':');
        return name.Of(_text);
    }

    /// <summary>Reads a string: what stands between its quotes.</summary>
    public Slice String()
    {
        Expect((byte)'"');
        int start = _at;
        SkipString();
        return new Slice(start, _at - 1 - start);
    }

    /// <summary>Reads a string; a value of another kind, null among them, is stepped over and absent.</summary>
    public Slice OptionalString()
    {
        if (Peek == (byte)'"')
        {
            return String();
        }

        Value();
        return default;
    }

    /// <summary>Reads a whole value.</summary>
    public Slice Value()
    {
        int start = _at;
        switch (Peek)
        {
            case (byte)'"':
                _at++;
                SkipString();
                break;
            case (byte)'{' or (byte)'[':
                SkipContainer();
                break;
            default:
                int length = _text[_at..].IndexOfAny(ScalarEnd);
                if (length <= 0)
                {
                    throw Malformed();
                }

                _at += length;
                break;
        }

        return new Slice(start, _at - start);
    }

    public static FormatException Malformed() => new("The text is not an event text of version 1.");

    private void SkipString()
    {
        while (true)
        {
            int found = _text[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                throw Malformed();
            }

            _at += found;
            if (_text[_at] == (byte)'"')
            {
                _at++;
                return;
            }

            _at += 2;
            if (_at > _text.Length)
            {
                throw Malformed();
            }
        }
    }

    private void SkipContainer()
    {
        int depth = 0;
        do
        {
            int found = _text[_at..].IndexOfAny(Structure);
            if (found < 0)
            {
                throw Malformed();
            }

            _at += found;
            switch (_text[_at++])
            {
                case (byte)'"':
                    SkipString();
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }
        }
        while (depth > 0);
    }
}
