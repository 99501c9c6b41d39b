using Erp.Identity;
using Erp.Inventory;

namespace Erp.Quality;

/// <summary>Something that is not as it should be, and what was done about it.</summary>
[Auditable("quality", "nonconformity")]
public sealed class Nonconformity(Id<Nonconformity> id, string number, Id<Lot> lot, Severity severity, string description)
    : Aggregate, IKeyed<Id<Nonconformity>>
{
    [AuditKey]
    public Id<Nonconformity> Id { get; } = id;

    [AuditName]
    public string Number { get; } = Rule.Text(number, "The number");

    [AuditReference]
    public Id<Lot> Lot { get; } = lot;

    public Severity Severity { get; } = severity;

    public string Description { get; } = Rule.Text(description, "The description");

    public bool IsClosed { get; private set; }

    [AuditReference]
    public Id<User>? Owner { get; private set; }

    public string? CorrectiveAction { get; private set; }

    public void Assign(Id<User> owner)
    {
        Rule.Require(!IsClosed, "The nonconformity is closed.");
        Owner = owner;
    }

    public void Close(string correctiveAction)
    {
        Rule.Require(!IsClosed, "The nonconformity is closed already.");
        Rule.Require(Owner is not null, "Somebody must own it first.");
        CorrectiveAction = Rule.Text(correctiveAction, "What was done");
        IsClosed = true;
    }

    public void Reopen()
    {
        Rule.Require(IsClosed, "The nonconformity is open.");
        IsClosed = false;
    }
}
