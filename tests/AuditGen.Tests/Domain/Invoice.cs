namespace AuditGen.Tests.Domain;

[Auditable("finance", "invoice")]
public class Invoice(string id)
{
    [AuditKey]
    public string Id { get; } = id;

    public string Status { get; set; } = "Draft";

    public virtual decimal Total { get; set; }
}
