namespace AuditGen.Sqlite.Tests.Journal.Surroundings;

/// <summary>An event appended by hand.</summary>
internal sealed record TestEvent(string Id) : IAppendableEvent
{
    public AuditAction Action { get; } = new("invoice.post", AuditCategory.Post, "finance", "invoice") { EventType = "InvoicePost" };

    public AuditOutcome Outcome => AuditOutcome.Success;

    public AuditResource? Resource => new("invoice", Id);

    public string? Reason => null;

    public int WriteChanges(AuditTextWriter writer) => 0;
}
