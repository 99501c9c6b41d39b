namespace AuditGen.Tests.Domain;

[Auditable("finance", "account")]
public sealed class Account(string id)
{
    [AuditKey]
    public string Id { get; } = id;

    public decimal Balance { get; set; }
}
