using System.Globalization;
using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>Event texts and journal records for tests, the same ones for the same seed.</summary>
internal static class EventTexts
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public const string Contexts = "finance,sales,procurement,iam";

    /// <summary>An id that orders like its number.</summary>
    public static Guid Id(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        long milliseconds = Start.ToUnixTimeMilliseconds() + (number / 10);
        for (int i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        }

        bytes[6] = 0x70;
        bytes[7] = (byte)(number % 10);
        bytes[8] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes[12..], (int)number);
        return new Guid(bytes, bigEndian: true);
    }

    public static string Timestamp(long number) => Start.AddMilliseconds(number / 10).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A usual event of about 900 bytes.</summary>
    public static string Usual(long number, string context = "finance") => $$$"""
        {"v":1,"id":"{{{Id(number)}}}","ts":"{{{Timestamp(number)}}}","context":"{{{context}}}","action":"invoice.post","category":"post","type":"InvoicePost","outcome":"success","operation":"{{{Id(number)}}}","actor":{"id":"u-{{{number % 17}}}","name":"User {{{number % 17}}}","kind":"user","roles":["clerk","approver"],"on_behalf_of":{"id":"u-3","name":"Max Roth"}},"resource":{"type":"invoice","id":"inv-{{{number % 97}}}","name":"INV-{{{number % 97}}}","version":"{{{number}}}"},"session":"s-{{{number % 31}}}","correlation":"c-{{{number}}}","trace":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","tenant":"acme","reason":"month end","source":{"service":"erp","version":"1.4.0","host":"erp-1","ip":"10.0.0.7"},"changes":[{"path":"/status","op":"replace","old":{"$enum":"Draft","number":0},"new":{"$enum":"Posted","number":2}},{"path":"/lines/10/quantity","op":"replace","old":1,"new":{{{number % 5}}}},{"path":"/iban","op":"replace","old":{"$masked":true},"new":{"$masked":true}}],"data":{"channel":"web"}}
        """;

    public static JournalRecord Record(long index, string text, string context = "finance")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new JournalRecord(index, Id(index), context, bytes, Sha256Hash.OfLeaf(bytes));
    }

    public static JournalRecord UsualRecord(long index)
    {
        string context = Contexts.Split(',')[index % 4];
        return Record(index, Usual(index, context), context);
    }

    /// <summary>A page of usual events.</summary>
    public static JournalPage Page(long first, int count)
    {
        var page = new JournalPage();
        for (long i = first; i < first + count; i++)
        {
            page.Add(UsualRecord(i));
        }

        return page;
    }

    public static JournalPage PageOf(params JournalRecord[] records)
    {
        var page = new JournalPage();
        foreach (JournalRecord record in records)
        {
            page.Add(record);
        }

        return page;
    }
}
