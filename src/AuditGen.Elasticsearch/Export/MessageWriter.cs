using System.Buffers;
using System.Text;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Writes the words of an event (<see cref="AuditSearchText.Message"/>) straight from its text: the same words, without a
/// string for each. What a word is made of is decided by <see cref="AuditWords"/>.
/// </summary>
internal sealed class MessageWriter
{
    /// <summary>ASCII letters and digits in lower case, at their own position; 0 for every other byte.</summary>
    private static readonly byte[] Lower = [.. Enumerable.Range(0, 256).Select(static value => char.IsAsciiLetterOrDigit((char)value) ? (byte)char.ToLowerInvariant((char)value) : (byte)0)];

    private readonly WrittenSet _words = new();
    private PooledBytes _target = null!;
    private int _start;
    private int _units;

    /// <summary>Writes the words with single spaces between them.</summary>
    public void Write(EventSlices slices, ReadOnlySpan<byte> text, PooledBytes target)
    {
        _words.Clear();
        _target = target;
        _start = target.Length;
        Add(slices.Action, text);
        Add(slices.ResourceType, text);
        Add(slices.ResourceId, text);
        Add(slices.ResourceName, text);
        Add(slices.ActorId, text);
        Add(slices.ActorName, text);
        Add(slices.ActorEmail, text);
        Add(slices.OnBehalfOfId, text);
        Add(slices.OnBehalfOfName, text);
        Add(slices.Reason, text);
        foreach (ChangeSlices change in slices.Changes)
        {
            Add(change.Path, text);
            AddValue(change.Old, text);
            AddValue(change.New, text);
        }

        AddData(slices.Data, text);
        if (_words.Count > 0)
        {
            target.Truncate(target.Length - 1);
        }
    }

    private void Add(Slice slice, ReadOnlySpan<byte> text)
    {
        if (slice.IsPresent)
        {
            AddWords(slice.Of(text), escaped: true);
        }
    }

    private void AddValue(Slice value, ReadOnlySpan<byte> text)
    {
        if (value.IsPresent)
        {
            SearchText searched = SearchText.Of(value.Of(text));
            AddWords(searched.Bytes, searched.IsEscaped);
        }
    }

    private void AddData(Slice data, ReadOnlySpan<byte> text)
    {
        if (!data.IsPresent || text[data.Start] != (byte)'{')
        {
            return;
        }

        ReadOnlySpan<byte> facts = data.Of(text);
        var scanner = new EventTextScanner(facts);
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return;
        }

        do
        {
            scanner.Name();
            SearchText searched = SearchText.Of(scanner.Value().Of(facts));
            AddWords(searched.Bytes, searched.IsEscaped);
        }
        while (scanner.Next((byte)'}'));
    }

    private void AddWords(ReadOnlySpan<byte> source, bool escaped)
    {
        ReadOnlySpan<byte> rest = JsonText.Cut(source, AuditSearchText.MaxChange, escaped, out _);
        _start = _target.Length;
        while (!rest.IsEmpty)
        {
            int consumed = 1;
            byte first = rest[0];
            if (first == (byte)'\\' && escaped)
            {
                consumed = AddEscape(rest);
            }
            else if (first >= 0x80)
            {
                Rune.DecodeFromUtf8(rest, out Rune rune, out consumed);
                Add(rune);
            }
            else if (Lower[first] != 0)
            {
                consumed = AddRun(rest);
            }
            else
            {
                Flush();
            }

            rest = rest[consumed..];
        }

        Flush();
    }

    /// <summary>Adds a run of ASCII letters and digits, which most words are; says how long it is.</summary>
    private int AddRun(ReadOnlySpan<byte> rest)
    {
        Span<byte> span = _target.GetSpan(AuditWords.MaxLength);
        int room = AuditWords.MaxLength - _units;
        int length = 0;
        int at = 0;
        for (; at < rest.Length && Lower[rest[at]] is var letter and not 0; at++)
        {
            if (length < room)
            {
                span[length++] = letter;
            }
        }

        _target.Advance(length);
        _units += length;
        return at;
    }

    private int AddEscape(ReadOnlySpan<byte> escape)
    {
        int unit = JsonText.Unit(escape);
        if (unit < 0)
        {
            // Of the short escapes none stands for a letter.
            Flush();
            return 2;
        }

        int low = unit is >= 0xD800 and < 0xDC00 ? JsonText.Unit(escape[6..]) : -1;
        if (low is >= 0xDC00 and <= 0xDFFF)
        {
            Add(new Rune((char)unit, (char)low));
            return 12;
        }

        if (Rune.TryCreate((char)unit, out Rune rune))
        {
            Add(rune);
        }
        else
        {
            Flush();
        }

        return 6;
    }

    private void Add(Rune rune)
    {
        if (!AuditWords.IsWordPart(rune))
        {
            Flush();
            return;
        }

        bool alone = AuditWords.IsWordAlone(rune.Value);
        if (alone)
        {
            Flush();
        }

        Rune lower = Rune.ToLowerInvariant(rune);
        if (_units + lower.Utf16SequenceLength <= AuditWords.MaxLength)
        {
            _target.Advance(lower.EncodeToUtf8(_target.GetSpan(4)));
            _units += lower.Utf16SequenceLength;
        }

        if (alone)
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_units == 0)
        {
            return;
        }

        _units = 0;
        int length = _target.Length - _start;
        if (_words.Count < AuditSearchText.MaxWords && _words.Add(_target, _start, length))
        {
            _target.WriteByte((byte)' ');
        }
        else
        {
            _target.Truncate(_start);
        }

        _start = _target.Length;
    }
}
