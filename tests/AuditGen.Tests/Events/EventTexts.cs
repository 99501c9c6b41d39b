using System.Text;

namespace AuditGen.Tests.Events;

/// <summary>Event texts that the tests of the parsed model start from.</summary>
internal static class EventTexts
{
    public const string Whole = """
        {"v":1,"id":"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e","ts":"2026-11-21T09:15:02.1234567Z","context":"finance","action":"invoice.post","category":"post","type":"InvoicePost","outcome":"success","operation":"019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f","actor":{"id":"u-17","name":"Ada Brandt","kind":"user","roles":["clerk","approver"],"on_behalf_of":{"id":"u-3","name":"Max Roth"}},"resource":{"type":"invoice","id":"5f0c","name":"INV-2026-0042","version":"7"},"session":"s-88","correlation":"c-1","causation":"c-0","trace":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","tenant":"acme","reason":"month end","source":{"service":"erp","version":"1.4.0","host":"erp-1","ip":"10.0.0.7","user_agent":"Mozilla/5.0"},"changes":[{"path":"/status","op":"replace","old":{"$enum":"Draft","number":0},"new":{"$enum":"Posted","number":2}},{"path":"/lines/10/quantity","op":"replace","old":1,"new":2},{"path":"/iban","op":"replace","old":{"$masked":true},"new":{"$masked":true}},{"path":"/lines/20","op":"move","old":1,"new":0},{"path":"/note","op":"add","new":null},{"path":"/tags/-","op":"remove","old":"x"}],"data":{"channel":"web","count":3}}
        """;

    public const string Least = """
        {"v":1,"id":"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e","ts":"2026-11-21T09:15:02.1234567Z","context":"finance","action":"invoice.post","category":"post","type":"InvoicePost","outcome":"success","operation":"019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f","actor":{"id":"u-17"}}
        """;

    public static AuditEvent Parse(string text) => AuditEvent.Parse(Encoding.UTF8.GetBytes(text));

    public static AuditEvent WithMember(string member) => Parse(Least[..^1] + "," + member + "}");
}
