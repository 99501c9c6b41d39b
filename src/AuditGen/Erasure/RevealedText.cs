using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AuditGen.Erasure;

/// <summary>Replaces the sealed values of one event text by what may be read of them.</summary>
internal ref struct RevealedText
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly ISubjectKeyStore _keys;
    private Utf8JsonReader _reader;
    private ArrayBufferWriter<byte>? _readable;
    private int _copied;
    private Guid _operation;

    private RevealedText(ReadOnlyMemory<byte> text, ISubjectKeyStore keys)
    {
        _text = text;
        _keys = keys;
        _reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = AuditEventReader.MaxDepth });
    }

    /// <summary>The readable text; the given one where there is nothing to replace.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> text, ISubjectKeyStore keys)
    {
        if (text.Span.IndexOf("{\"$sealed\":"u8) < 0)
        {
            return text;
        }

        try
        {
            return new RevealedText(text, keys).Read();
        }
        catch (JsonException exception)
        {
            throw new FormatException("Not an event text: it is not well-formed JSON.", exception);
        }
    }

    private ReadOnlyMemory<byte> Read()
    {
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("operation"u8))
            {
                _reader.Read();
                _reader.TryGetGuid(out _operation);
            }
            else if (_reader.ValueTextEquals("actor"u8))
            {
                ReadNames(SealBinding.Actor);
            }
            else if (_reader.ValueTextEquals("resource"u8))
            {
                ReadNames(SealBinding.Resource);
            }
            else if (_reader.ValueTextEquals("changes"u8))
            {
                ReadChanges();
            }
            else if (_reader.ValueTextEquals("data"u8))
            {
                ReadData();
            }
            else
            {
                _reader.Skip();
            }
        }

        if (_readable is null)
        {
            return _text;
        }

        _readable.Write(_text.Span[_copied..]);
        return _readable.WrittenMemory;
    }

    /// <summary>An actor, a principal or a resource: <c>personal</c> gives way to the names in it.</summary>
    private void ReadNames(ReadOnlySpan<byte> place)
    {
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)_reader.TokenStartIndex;
            if (_reader.ValueTextEquals("on_behalf_of"u8))
            {
                ReadNames(SealBinding.OnBehalfOf);
            }
            else if (_reader.ValueTextEquals("personal"u8))
            {
                _reader.Read();
                if (IsSealed())
                {
                    Opened opened = Open(place, out byte[]? clear, out _);
                    if (opened == Opened.Erased)
                    {
                        Replace(start, "\"name\":\"(erased)\""u8);
                    }
                    else if (opened == Opened.Clear && Members(clear) is { Length: > 0 } members)
                    {
                        Replace(start, members);
                    }
                }
                else
                {
                    _reader.Skip();
                }
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadChanges()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
        {
            ReadOnlySpan<byte> path = default;
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isPath = _reader.ValueTextEquals("path"u8);
                _reader.Read();
                if (isPath)
                {
                    path = _reader.ValueSpan;
                }
                else
                {
                    ReadValue(path);
                }
            }
        }
    }

    private void ReadData()
    {
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            byte[] place = [.. SealBinding.Data, .. Encoding.UTF8.GetBytes(JsonStrings.Read(ref _reader))];
            _reader.Read();
            ReadValue(place);
        }
    }

    /// <summary>A value, and every sealed one inside it.</summary>
    private void ReadValue(ReadOnlySpan<byte> place)
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = _reader.CurrentDepth;
        do
        {
            if (_reader.TokenType == JsonTokenType.StartObject && IsSealed())
            {
                int start = (int)_reader.TokenStartIndex;
                Opened opened = Open(place, out byte[]? clear, out string keyId);
                if (opened == Opened.Clear)
                {
                    Replace(start, clear.AsSpan().TrimEnd((byte)' '));
                }
                else if (opened == Opened.Erased)
                {
                    Replace(start, Encoding.UTF8.GetBytes($"{{\"$erased\":\"{keyId}\"}}"));
                }
            }
        }
        while (!(_reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && _reader.CurrentDepth == depth) && _reader.Read());
    }

    private readonly bool IsSealed()
    {
        Utf8JsonReader ahead = _reader;
        return ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("$sealed"u8);
    }

    /// <summary>Reads the sealed value that the reader stands on, and leaves the reader at its end.</summary>
    private Opened Open(ReadOnlySpan<byte> place, out byte[]? clear, out string keyId)
    {
        clear = null;
        keyId = "";
        byte[]? value = null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isKey = _reader.ValueTextEquals("$sealed"u8);
            bool isValue = _reader.ValueTextEquals("value"u8);
            _reader.Read();
            if (isKey && _reader.TokenType == JsonTokenType.String)
            {
                keyId = JsonStrings.Read(ref _reader);
            }
            else if (isValue && _reader.TokenType == JsonTokenType.String)
            {
                _ = _reader.TryGetBytesFromBase64(out value);
            }
            else
            {
                _reader.Skip();
            }
        }

        if (value is null || _keys.Find(keyId) is not { } key)
        {
            return Opened.Unknown;
        }

        if (key.Shredded is not null)
        {
            return Opened.Erased;
        }

        byte[] binding = new byte[SealBinding.LengthOf(place)];
        SealBinding.Write(_operation, place, binding);
        clear = SealedText.Decrypt(key, value, binding);
        return clear is null ? Opened.Unknown : Opened.Clear;
    }

    /// <summary>Puts something in the place of what stands from a position to where the reader is.</summary>
    private void Replace(int start, ReadOnlySpan<byte> replacement)
    {
        _readable ??= new ArrayBufferWriter<byte>(_text.Length + replacement.Length);
        _readable.Write(_text.Span[_copied..start]);
        _readable.Write(replacement);
        _copied = (int)_reader.BytesConsumed;
    }

    /// <summary>The members of an object without its braces.</summary>
    private static ReadOnlySpan<byte> Members(byte[]? clear) =>
        clear.AsSpan().TrimEnd((byte)' ') is [(byte)'{', .. var members, (byte)'}'] ? members : default;

    private enum Opened
    {
        Unknown,
        Clear,
        Erased,
    }
}
