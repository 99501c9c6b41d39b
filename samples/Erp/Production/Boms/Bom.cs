using Erp.MasterData;

namespace Erp.Production;

/// <summary>One version of a product's bill of materials.</summary>
[Auditable("production", "bom")]
public sealed class Bom : Aggregate, IKeyed<Id<Bom>>
{
    public Bom(Id<Bom> id, Id<Product> product, int revision, IReadOnlyList<BomComponent> components)
    {
        Rule.Require(components.Count > 0, "A bill of materials lists at least one component.");
        Rule.Require(components.DistinctBy(static component => component.Position).Count() == components.Count, "A position occurs twice.");
        Id = id;
        Product = product;
        Revision = revision;
        Components = components;
    }

    [AuditKey]
    public Id<Bom> Id { get; }

    [AuditReference]
    public Id<Product> Product { get; }

    public int Revision { get; }

    public BomStatus Status { get; private set; }

    public IReadOnlyList<BomComponent> Components { get; private set; }

    public void Approve()
    {
        Rule.Require(Status == BomStatus.Draft, "Only a draft can be approved.");
        Status = BomStatus.Approved;
    }

    public void ChangeComponent(BomComponent component)
    {
        Rule.Require(Status == BomStatus.Draft, "An approved bill of materials does not change: create a version.");
        Rule.Require(Components.Any(known => known.Position == component.Position), "There is no such position.");
        Components = [.. Components.Select(known => known.Position == component.Position ? component : known)];
    }

    public void Retire()
    {
        Rule.Require(Status == BomStatus.Approved, "Only an approved bill of materials can be retired.");
        Status = BomStatus.Retired;
    }
}
