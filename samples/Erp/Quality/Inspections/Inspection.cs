using Erp.Identity;
using Erp.Inventory;

namespace Erp.Quality;

/// <summary>The examination of a lot.</summary>
[Auditable("quality", "inspection")]
public sealed class Inspection(Id<Inspection> id, string number, Id<Lot> lot) : Aggregate, IKeyed<Id<Inspection>>
{
    [AuditKey]
    public Id<Inspection> Id { get; } = id;

    [AuditName]
    public string Number { get; } = Rule.Text(number, "The inspection number");

    [AuditReference]
    public Id<Lot> Lot { get; } = lot;

    public InspectionStatus Status { get; private set; }

    [AuditReference]
    public Id<User>? Inspector { get; private set; }

    public IReadOnlyList<Measurement> Measurements { get; private set; } = [];

    public void Assign(Id<User> inspector)
    {
        Rule.Require(Status is InspectionStatus.Open or InspectionStatus.Assigned, "The inspection was carried out already.");
        Inspector = inspector;
        Status = InspectionStatus.Assigned;
    }

    public void Record(Measurement measurement)
    {
        Rule.Require(Status is InspectionStatus.Assigned or InspectionStatus.Measured, "Nobody is assigned, or the inspection was decided.");
        Measurements = [.. Measurements.Where(known => known.Characteristic != measurement.Characteristic), measurement];
        Status = InspectionStatus.Measured;
    }

    public void Approve()
    {
        RequireMeasured();
        Rule.Require(Measurements.All(static measurement => measurement.Passes()), "A characteristic is outside its limits.");
        Status = InspectionStatus.Approved;
    }

    public void Reject()
    {
        RequireMeasured();
        Status = InspectionStatus.Rejected;
    }

    private void RequireMeasured() => Rule.Require(Status == InspectionStatus.Measured, "Nothing was measured, or the inspection was decided.");
}
