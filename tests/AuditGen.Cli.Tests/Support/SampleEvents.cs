using System.Globalization;
using System.Text;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Support;

/// <summary>A small trail that tests can quote: a supplier whose bank account is changed, in one session with other deeds.</summary>
internal static class SampleEvents
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Escape sequences, an override of the direction, a line break, and what a spreadsheet would run.</summary>
    public const string Hostile = "=1+1\u001b[31mred\u202Egnp.exe\nnext\u009b2J";

    private const string HostileJson = """=1+1\u001b[31mred\u202Egnp.exe\nnext\u009b2J""";

    public static readonly byte[] SupplierCreate = Event(
        1, "2026-11-01T08:00:00", "purchasing", "supplier.create", "create", "supplier", "4711", "Nordwind", "s-1",
        """[{"path":"/name","op":"add","new":"Nordwind"},{"path":"/bank_account","op":"add","new":"DE11"},{"path":"/blocked","op":"add","new":false},{"path":"/note","op":"add","new":null}]""");

    public static readonly byte[] AccountChange = Event(
        2, "2026-11-20T09:15:00", "purchasing", "supplier.update", "update", "supplier", "4711", "Nordwind", "s-88",
        """[{"path":"/bank_account","op":"replace","old":"DE11","new":"DE22"}]""", actor: "u-17", reason: "letter of the supplier");

    public static readonly byte[] InvoicePost = Event(
        3, "2026-11-20T09:16:30", "finance", "invoice.post", "post", "invoice", "INV/7", "INV-2026-0042", "s-88",
        """[{"path":"/status","op":"replace","old":{"$enum":"Draft","number":0},"new":{"$enum":"Posted","number":2}},{"path":"/lines/10/quantity","op":"replace","old":1,"new":2},{"path":"/iban","op":"replace","old":{"$masked":true},"new":{"$masked":true}}]""",
        actor: "u-17", more: ""","data":{"channel":"web"}""");

    public static readonly byte[] PaymentDenied = Event(
        4, "2026-11-20T09:20:00", "finance", "payment.release", "approve", "payment", "p-1", null, "s-88", "[]", actor: "u-17", outcome: "denied", reason: "limit exceeded");

    public static readonly byte[] OrderUnknown = Event(
        5, "2026-11-21T07:00:00", "sales", "order.update", "update", "order", "o-1", "O-1", "s-2", "\"unknown\"");

    public static readonly byte[] HostileNote = Event(
        6, "2026-11-21T11:00:00", "sales", "order.update", "update", "order", "o-2", HostileJson, "s-3",
        "[{\"path\":\"/note\",\"op\":\"replace\",\"old\":\"plain\",\"new\":\"" + HostileJson + "\"}]", actor: "u-9", reason: HostileJson);

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<byte[]> All { get; } = [SupplierCreate, AccountChange, InvoicePost, PaymentDenied, OrderUnknown, HostileNote];

    public static string IdOf(byte[] text) => AuditEvent.Parse(text).Id.ToString();

    public static string TextOf(byte[] text) => Encoding.UTF8.GetString(text);

    private static byte[] Event(
        uint number, string time, string context, string action, string category, string type, string id, string? name, string session, string changes,
        string actor = "u-1", string outcome = "success", string? reason = null, string more = "")
    {
        var at = DateTimeOffset.Parse(time + "Z", CultureInfo.InvariantCulture);
        string named = name is null ? "" : $",\"name\":\"{name}\"";
        string because = reason is null ? "" : $",\"reason\":\"{reason}\"";
        string text = $$$"""{"v":1,"id":"{{{EventIds.At(at, number, number)}}}","ts":"{{{time}}}.0000000Z","context":"{{{context}}}","action":"{{{action}}}","category":"{{{category}}}","type":"Sample","outcome":"{{{outcome}}}","operation":"{{{EventIds.At(at, number + 100, number)}}}","actor":{"id":"{{{actor}}}","name":"Name of {{{actor}}}","kind":"user","roles":["clerk"]},"resource":{"type":"{{{type}}}","id":"{{{id}}}"{{{named}}}},"session":"{{{session}}}","correlation":"c-{{{number}}}","tenant":"acme"{{{because}}},"changes":{{{changes}}}{{{more}}}}""";
        return Encoding.UTF8.GetBytes(text);
    }
}
