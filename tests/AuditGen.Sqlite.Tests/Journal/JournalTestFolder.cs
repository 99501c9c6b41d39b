using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Tests.Journal;

/// <summary>A folder of its own for a test's journal, and events to put into it.</summary>
internal sealed class JournalTestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("auditgen-journal-").FullName;

    public SqliteJournalOptions Options => new() { Folder = Path };

    public static JournalEntry Event(int number, int size = 200, string context = "finance")
    {
        byte[] text = Text(number, size, context);
        return new JournalEntry { Kind = JournalEntryKind.Event, Id = Id(number), Context = context, Text = text, Leaf = Sha256Hash.OfLeaf(text) };
    }

    public static JournalEntry Open(int operation, string text = "{\"outcome\":\"unknown\"}") => new()
    {
        Kind = JournalEntryKind.OpenIntent, Id = Id(operation), Context = "finance", Text = Encoding.UTF8.GetBytes(text),
    };

    public static JournalEntry Close(int operation) => new() { Kind = JournalEntryKind.CloseIntent, Id = Id(operation), Context = "finance" };

    public static Guid Id(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes[2..], number + 1);
        return new Guid(bytes, bigEndian: true);
    }

    public static byte[] Text(int number, int size = 200, string context = "finance")
    {
        string head = FormattableString.Invariant($"{{\"v\":1,\"id\":\"{Id(number)}\",\"context\":\"{context}\",\"number\":{number},\"fill\":\"");
        return Encoding.UTF8.GetBytes(head + new string((char)('a' + (number % 26)), Math.Max(0, size - head.Length)) + "\"}");
    }

    public static List<(long Index, Guid Id, string Context, string Text)> ReadAll(IJournal journal)
    {
        using IJournalReader reader = journal.OpenReader();
        return ReadAll(reader, journal.FirstIndex);
    }

    public static List<(long Index, Guid Id, string Context, string Text)> ReadAll(IJournalReader reader, long from = 0)
    {
        var found = new List<(long, Guid, string, string)>();
        using var page = new JournalPage();
        while (true)
        {
            reader.Read(from, page, maxRecords: 300);
            if (page.Count == 0)
            {
                return found;
            }

            foreach (JournalRecord record in page.Records)
            {
                found.Add((record.Index, record.Id, record.Context, Encoding.UTF8.GetString(record.Text.Span)));
            }

            from += page.Count;
        }
    }

    /// <summary>Copies the files of an open journal that nobody writes just now, as a killed process would leave them.</summary>
    public static async Task CopyAsCrashedAsync(string from, string to)
    {
        // The log of a segment closed just now may still be on its way into the file; a copy has to be of one moment.
        long last = SegmentName.List(from)[^1];
        while (SegmentName.List(from).Any(first => first != last && SegmentName.HasLog(SegmentName.PathOf(from, first))))
        {
            await Task.Yield();
        }

        Directory.CreateDirectory(to);
        string[] logs = [SegmentName.PathOf("", last) + "-wal", JournalHead.FileName + "-wal"];
        foreach (string name in Directory.EnumerateFiles(from).Select(static f => System.IO.Path.GetFileName(f)))
        {
            if (name.EndsWith(".db", StringComparison.Ordinal) || logs.Contains(name))
            {
                File.Copy(System.IO.Path.Combine(from, name), System.IO.Path.Combine(to, name));
            }
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
