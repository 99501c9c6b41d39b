using Erp.Inventory;

namespace Erp.Quality;

/// <summary>States that a lot was examined and found good.</summary>
[Auditable("quality", "certificate")]
public sealed class Certificate(Id<Certificate> id, string number, Id<Lot> lot, Id<Inspection> inspection, DateOnly issuedOn)
    : Aggregate, IKeyed<Id<Certificate>>
{
    [AuditKey]
    public Id<Certificate> Id { get; } = id;

    [AuditName]
    public string Number { get; } = Rule.Text(number, "The number");

    [AuditReference]
    public Id<Lot> Lot { get; } = lot;

    [AuditReference]
    public Id<Inspection> Inspection { get; } = inspection;

    public DateOnly IssuedOn { get; } = issuedOn;

    public DateOnly? RevokedOn { get; private set; }

    public void Revoke(DateOnly on)
    {
        Rule.Require(RevokedOn is null, "The certificate was revoked already.");
        RevokedOn = on;
    }
}
