namespace AuditGen.AspNetCore.Tests.Hosting;

/// <summary>A small trail over two contexts and two tenants, with values that try to break out of whatever shows them.</summary>
internal static class SampleTrail
{
    public const string Hostile = "<img src=x onerror=alert(1)>\u202Eevil\u0000=1+1";

    public static async Task WriteAsync(AuditApp app)
    {
        await app.AppendAsync(new RecordedEvent("identity", "session.login", AuditCategory.Authenticate, "session", "s-1") { Name = "Ada's session" });
        await app.AppendAsync(new RecordedEvent("finance", "invoice.create", AuditCategory.Create, "invoice", "inv-1")
        {
            Name = "INV-0001",
            Changes = """{"path":"/number","op":"add","new":"INV-0001"},{"path":"/status","op":"add","new":{"$enum":"Draft","number":0}},{"path":"/total","op":"add","new":12.50}""",
        });
        await app.AppendAsync(new RecordedEvent("finance", "invoice.post", AuditCategory.Post, "invoice", "inv-1")
        {
            Name = "INV-0001",
            Reason = "=HYPERLINK(\"http://evil\")",
            Changes = """{"path":"/status","op":"replace","old":{"$enum":"Draft","number":0},"new":{"$enum":"Posted","number":2}},{"path":"/note","op":"add","new":"=cmd|' /C calc'!A0"}""",
        });
        await app.AppendAsync(
            new RecordedEvent("finance", "invoice.approve", AuditCategory.Approve, "invoice", "inv-2") { Name = "GLOBEX-ONLY", Outcome = AuditOutcome.Denied },
            tenant: "globex", actor: "u-9", actorName: "Gil Globex", session: "s-9");
        await app.AppendAsync(
            new RecordedEvent("identity", "user.lock", AuditCategory.Deactivate, "user", "u-2") { Name = Hostile.Replace("\0", ""), Reason = "too many attempts" },
            actor: "u-3", actorName: "Max <b>Roth</b>");
        await app.SettleAsync();
    }
}
