using Erp.Identity;
using Erp.MasterData;

namespace Erp.Contracts;

/// <summary>An agreement with a partner, approved in steps before it takes effect.</summary>
[Auditable("contracts", "contract")]
public sealed class Contract : Aggregate, IKeyed<Id<Contract>>, IUnique
{
    public Contract(Id<Contract> id, string number, Id<Partner> partner, DateRange term, Money value, Incoterm incoterm, IReadOnlyList<string> approvers)
    {
        Rule.Require(approvers.Count > 0, "A contract needs somebody to approve it.");
        Id = id;
        Number = Rule.Text(number, "The contract number");
        Partner = partner;
        Term = term;
        Value = value;
        Incoterm = incoterm;
        Steps = [.. approvers.Select(static (role, index) => new ApprovalStep(index + 1, role))];
    }

    [AuditKey]
    public Id<Contract> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<Partner> Partner { get; }

    public ContractStatus Status { get; private set; }

    public DateRange Term { get; private set; }

    public Money Value { get; private set; }

    public Incoterm Incoterm { get; private set; }

    [AuditOrdered]
    public IReadOnlyList<ApprovalStep> Steps { get; private set; }

    public IReadOnlyList<ContractDocument> Documents { get; private set; } = [];

    string IUnique.UniqueName => Number;

    public void Submit()
    {
        Rule.Require(Status is ContractStatus.Draft or ContractStatus.Rejected, "Only a draft can be submitted.");
        Status = ContractStatus.InApproval;
        Steps = [.. Steps.Select(static step => step with { Decision = ApprovalDecision.Pending, By = null })];
    }

    public void ApproveStep(int number, Id<User> by)
    {
        Decide(number, ApprovalDecision.Approved, by);
        Status = Steps.All(static step => step.Decision == ApprovalDecision.Approved) ? ContractStatus.Approved : Status;
    }

    public void RejectStep(int number, Id<User> by)
    {
        Decide(number, ApprovalDecision.Rejected, by);
        Status = ContractStatus.Rejected;
    }

    public void Amend(Money value, DateRange term)
    {
        Rule.Require(Status is ContractStatus.Draft or ContractStatus.Active, "Only a draft or an active contract can be amended.");
        Value = value;
        Term = term;
    }

    public void ChangeIncoterms(Incoterm incoterm)
    {
        Rule.Require(Status != ContractStatus.Terminated, "The contract has ended.");
        Rule.Require(incoterm != Incoterm, "These terms hold already.");
        Incoterm = incoterm;
    }

    public void Activate()
    {
        Rule.Require(Status is ContractStatus.Approved or ContractStatus.Suspended, "Only an approved contract can take effect.");
        Status = ContractStatus.Active;
    }

    public void Suspend()
    {
        Rule.Require(Status == ContractStatus.Active, "Only an active contract can be suspended.");
        Status = ContractStatus.Suspended;
    }

    public void Renew(DateOnly until)
    {
        Rule.Require(Status is ContractStatus.Active or ContractStatus.Terminated, "Only a contract in effect or ended can be renewed.");
        Rule.Require(until > Term.Last, "A renewal extends the term.");
        Term = new(Term.First, until);
        Status = ContractStatus.Active;
    }

    public void Terminate()
    {
        Rule.Require(Status is ContractStatus.Active or ContractStatus.Suspended, "Only a contract in effect can be terminated.");
        Status = ContractStatus.Terminated;
    }

    public void Attach(ContractDocument document)
    {
        Rule.Require(Documents.All(known => known.FileName != document.FileName), "There is a document of that name.");
        Documents = [.. Documents, document];
    }

    public void RequireDraft() => Rule.Require(Status == ContractStatus.Draft, "Only a draft can be deleted.");

    private void Decide(int number, ApprovalDecision decision, Id<User> by)
    {
        Rule.Require(Status == ContractStatus.InApproval, "The contract is not up for approval.");
        ApprovalStep? next = Steps.FirstOrDefault(static step => step.Decision == ApprovalDecision.Pending);
        Rule.Require(next?.Number == number, "It is not this step's turn.");
        Steps = [.. Steps.Select(step => step.Number == number ? step with { Decision = decision, By = by } : step)];
    }
}
