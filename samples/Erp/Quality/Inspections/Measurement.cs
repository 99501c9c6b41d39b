namespace Erp.Quality;

/// <summary>A measured characteristic and the limits it should keep.</summary>
[Auditable]
public sealed record Measurement([property: AuditKey] string Characteristic, double Value, double Minimum, double Maximum)
{
    public bool Passes() => Value >= Minimum && Value <= Maximum;
}
