namespace AuditGen.Generators.Tests.Semantics.Shapes;

[Auditable("shapes", "broken")]
public sealed class Broken
{
    [AuditKey] public string? Code { get; set; }
}
