[Auditable("identity", "user")]
public sealed class User
{
    [AuditKey]
    public required string Name { get; init; }
}
