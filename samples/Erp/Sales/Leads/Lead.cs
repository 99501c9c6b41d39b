using Erp.Identity;

namespace Erp.Sales;

/// <summary>Somebody who might become a customer.</summary>
[Auditable("sales", "lead")]
public sealed class Lead(Id<Lead> id, string company, string contact, string source, Id<User> manager) : Aggregate, IKeyed<Id<Lead>>
{
    [AuditKey]
    public Id<Lead> Id { get; } = id;

    [AuditName]
    public string Company { get; } = Rule.Text(company, "The company");

    public string Contact { get; } = Rule.Text(contact, "The contact");

    public string Source { get; } = source;

    public LeadStatus Status { get; private set; }

    [AuditReference]
    public Id<User> Manager { get; private set; } = manager;

    [AuditReference]
    public Id<Opportunity>? Opportunity { get; private set; }

    public bool IsDeleted { get; private set; }

    public void ChangeStatus(LeadStatus status)
    {
        RequireOpen();
        Rule.Require(status != LeadStatus.Converted, "A lead is converted with its own command.");
        Status = status;
    }

    public void ReassignManager(Id<User> manager)
    {
        RequireOpen();
        Rule.Require(manager != Manager, "The lead is with this manager already.");
        Manager = manager;
    }

    public void Convert(Id<Opportunity> opportunity)
    {
        RequireOpen();
        Rule.Require(Status == LeadStatus.Qualified, "Only a qualified lead can be converted.");
        Status = LeadStatus.Converted;
        Opportunity = opportunity;
    }

    public void Delete()
    {
        RequireOpen();
        IsDeleted = true;
    }

    public void Restore()
    {
        Rule.Require(IsDeleted, "The lead was not deleted.");
        IsDeleted = false;
    }

    private void RequireOpen() =>
        Rule.Require(!IsDeleted && Status != LeadStatus.Converted, "The lead was deleted or converted.");
}
