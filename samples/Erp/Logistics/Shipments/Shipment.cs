using Erp.MasterData;

namespace Erp.Logistics;

/// <summary>Goods on their way to a customer.</summary>
[Auditable("logistics", "shipment")]
public sealed class Shipment : Aggregate, IKeyed<Id<Shipment>>, IUnique
{
    public Shipment(Id<Shipment> id, string number, Id<Partner> customer, Address destination, IReadOnlyList<Parcel> parcels)
    {
        Rule.Require(parcels.Count > 0, "A shipment needs at least one parcel.");
        Id = id;
        Number = Rule.Text(number, "The shipment number");
        Customer = customer;
        Destination = destination;
        Parcels = parcels;
    }

    [AuditKey]
    public Id<Shipment> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<Partner> Customer { get; }

    public ShipmentStatus Status { get; private set; }

    public Address Destination { get; private set; }

    public string? Carrier { get; private set; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public string? SignedBy { get; private set; }

    public IReadOnlyList<Parcel> Parcels { get; private set; }

    string IUnique.UniqueName => Number;

    public void AssignCarrier(string carrier)
    {
        Rule.Require(Status == ShipmentStatus.Planned, "The carrier of a dispatched shipment cannot change.");
        Carrier = Rule.Text(carrier, "The carrier");
    }

    public void Dispatch(DateTimeOffset at)
    {
        Rule.Require(Status == ShipmentStatus.Planned, "Only a planned shipment can be dispatched.");
        Rule.Require(Carrier is not null, "The shipment has no carrier.");
        Status = ShipmentStatus.Dispatched;
        DispatchedAt = at;
    }

    public void Reroute(Address destination)
    {
        Rule.Require(Status is ShipmentStatus.Planned or ShipmentStatus.Dispatched, "The shipment has arrived.");
        Destination = destination;
    }

    public void ConfirmDelivery(string signedBy, DateTimeOffset at)
    {
        Rule.Require(Status == ShipmentStatus.Dispatched, "Only a dispatched shipment can be delivered.");
        Status = ShipmentStatus.Delivered;
        SignedBy = Rule.Text(signedBy, "The name of the recipient");
        DeliveredAt = at;
    }

    public void ReportDamage(string parcel, string damage)
    {
        Rule.Require(Parcels.Any(known => known.Label == parcel), "The shipment has no such parcel.");
        Parcels = [.. Parcels.Select(known => known.Label == parcel ? known with { Damage = Rule.Text(damage, "The damage") } : known)];
    }

    public void Return()
    {
        Rule.Require(Status is ShipmentStatus.Dispatched or ShipmentStatus.Delivered, "Only what was dispatched can come back.");
        Status = ShipmentStatus.Returned;
    }

    public void Cancel()
    {
        Rule.Require(Status == ShipmentStatus.Planned, "A dispatched shipment cannot be cancelled.");
        Status = ShipmentStatus.Cancelled;
    }
}
