using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Writes the fields whose members the event decides: each is one <c>flattened</c> field, so no event can add to the
/// mapping, and values of any kind live side by side. Keys are written once, because the server refuses a key twice.
/// </summary>
internal sealed class FlattenedWriter
{
    /// <summary>Longest value in a <c>flattened</c> field, in bytes of its JSON.</summary>
    private const int MaxBytes = 4096;

    /// <summary>Deepest object within a value of a <c>flattened</c> field; the server's limit is 20 from the field on.</summary>
    private const int MaxDepth = 16;

    private readonly WrittenSet _keys = new();

    /// <summary>Writes one side of all changes as one object under their paths, with a comma after it; nothing where there is none.</summary>
    public void WriteValues(ReadOnlySpan<byte> opening, ReadOnlySpan<ChangeSlices> changes, bool old, ReadOnlySpan<byte> text, PooledBytes target)
    {
        _keys.Clear();
        int start = target.Length;
        target.Write(opening);
        int empty = target.Length;
        for (int i = 0; i < changes.Length; i++)
        {
            // The elements of a multiset follow each other under one path: one key with an array.
            int last = i;
            while (last + 1 < changes.Length && changes[last + 1].Path.Of(text).SequenceEqual(changes[i].Path.Of(text)))
            {
                last++;
            }

            WriteOne(changes[i..(last + 1)], old, text, target);
            i = last;
        }

        if (target.Length == empty)
        {
            target.Truncate(start);
            return;
        }

        Close(target);
    }

    private void WriteOne(ReadOnlySpan<ChangeSlices> samePath, bool old, ReadOnlySpan<byte> text, PooledBytes target)
    {
        int start = target.Length;
        target.WriteByte((byte)'"');
        int keyStart = target.Length;
        WriteKey(samePath[0].Path.Of(text), target);
        ReadOnlySpan<byte> key = target.Written[keyStart..];
        if (key.IsEmpty || key.Length > MaxBytes || key.IndexOf("\\u0000"u8) >= 0 || !_keys.Add(target, keyStart, key.Length))
        {
            target.Truncate(start);
            return;
        }

        target.Write(samePath.Length == 1 ? "\":"u8 : "\":["u8);
        int before = target.Length;
        foreach (ChangeSlices change in samePath)
        {
            Slice value = old ? change.Old : change.New;
            if (value.IsPresent && WriteValue(value.Of(text), target))
            {
                target.WriteByte((byte)',');
            }
        }

        if (target.Length == before)
        {
            target.Truncate(start);
        }
        else if (samePath.Length > 1)
        {
            target.Truncate(target.Length - 1);
            target.Write("],"u8);
        }
    }

    /// <summary>A path as a key: <c>/lines/10/quantity</c> is <c>lines.10.quantity</c>, <c>/tags/-</c> is <c>tags</c>.</summary>
    private static void WriteKey(ReadOnlySpan<byte> path, PooledBytes target)
    {
        if (path.EndsWith("/-"u8))
        {
            path = path[..^2];
        }

        if (path.IsEmpty)
        {
            return;
        }

        int start = target.Length;
        JsonText.Copy(path[1..], target);
        int length = target.Length - start;
        target.Truncate(start);
        target.GetSpan(length)[..length].Replace((byte)'/', (byte)'.');
        target.Advance(length);
    }

    private static bool WriteValue(ReadOnlySpan<byte> value, PooledBytes target)
    {
        if (value.Length > MaxBytes || value.SequenceEqual("null"u8) || value.SequenceEqual("{}"u8) || value.SequenceEqual("[]"u8))
        {
            return false;
        }

        if (value[0] is not ((byte)'{' or (byte)'['))
        {
            JsonText.Copy(value, target);
            return true;
        }

        if (value.StartsWith("{\"$"u8))
        {
            target.WriteByte((byte)'"');
            SearchText.Of(value).WriteTo(target);
            target.WriteByte((byte)'"');
            return true;
        }

        if (JsonText.Depth(value) > MaxDepth || value.IndexOf("\\u0000"u8) >= 0)
        {
            return false;
        }

        JsonText.Copy(value, target);
        return true;
    }

    /// <summary>Writes the members of an object as another, with a comma after it; nothing where none can be.</summary>
    public void WriteFacts(ReadOnlySpan<byte> opening, ReadOnlySpan<byte> data, PooledBytes target)
    {
        var scanner = new EventTextScanner(data);
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return;
        }

        _keys.Clear();
        int start = target.Length;
        target.Write(opening);
        int empty = target.Length;
        do
        {
            int before = target.Length;
            ReadOnlySpan<byte> name = scanner.Name();
            ReadOnlySpan<byte> value = scanner.Value().Of(data);
            target.WriteByte((byte)'"');
            JsonText.Copy(name, target);
            bool usable = name.Length is > 0 and <= MaxBytes && name.IndexOf("\\u0000"u8) < 0
                && _keys.Add(target, before + 1, target.Length - before - 1);
            target.Write("\":"u8);
            if (usable && WriteValue(value, target))
            {
                target.WriteByte((byte)',');
            }
            else
            {
                target.Truncate(before);
            }
        }
        while (scanner.Next((byte)'}'));

        if (target.Length == empty)
        {
            target.Truncate(start);
            return;
        }

        Close(target);
    }

    private static void Close(PooledBytes target)
    {
        // The last member left a comma behind.
        target.Truncate(target.Length - 1);
        target.Write("},"u8);
    }
}
