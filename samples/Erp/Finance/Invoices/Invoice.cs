using Erp.Identity;
using Erp.MasterData;

namespace Erp.Finance;

/// <summary>A customer's invoice, from draft to the books.</summary>
[Auditable("finance", "invoice")]
public sealed class Invoice : Aggregate, IKeyed<Id<Invoice>>, IUnique
{
    public Invoice(Id<Invoice> id, string number, Id<Partner> customer, Address billTo, Iban payTo, DateOnly issuedOn, IReadOnlyList<InvoiceLine> lines)
    {
        Id = id;
        Number = Rule.Text(number, "The invoice number");
        Customer = customer;
        BillTo = billTo;
        PayTo = payTo;
        Paid = Money.Zero(Currency.EUR);
        Fill(issuedOn, issuedOn.AddDays(30), lines);
    }

    [AuditKey]
    public Id<Invoice> Id { get; }

    [AuditName]
    public string Number { get; }

    public InvoiceStatus Status { get; private set; }

    [AuditReference]
    public Id<Partner> Customer { get; }

    public Address BillTo { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public Iban PayTo { get; }

    public DateOnly IssuedOn { get; private set; }

    public DateOnly DueOn { get; private set; }

    public DateOnly? PostedOn { get; private set; }

    public IReadOnlyList<InvoiceLine> Lines { get; private set; } = [];

    public Money Net { get; private set; }

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    public Money Paid { get; private set; }

    [AuditReference]
    public Id<User>? ApprovedBy { get; private set; }

    public bool MarkedForDeletion { get; private set; }

    string IUnique.UniqueName => Number;

    public void UpdateDraft(Address billTo, DateOnly dueOn, IReadOnlyList<InvoiceLine> lines)
    {
        Rule.Require(Status is InvoiceStatus.Draft or InvoiceStatus.Rejected, "Only a draft can be edited.");
        BillTo = billTo;
        Status = InvoiceStatus.Draft;
        Fill(IssuedOn, dueOn, lines);
    }

    public void Submit()
    {
        Rule.Require(Status == InvoiceStatus.Draft, "Only a draft can be submitted.");
        Rule.Require(!MarkedForDeletion, "The invoice is marked for deletion.");
        Status = InvoiceStatus.Submitted;
    }

    public void Approve(Id<User> by)
    {
        Rule.Require(Status == InvoiceStatus.Submitted, "Only a submitted invoice can be approved.");
        Status = InvoiceStatus.Approved;
        ApprovedBy = by;
    }

    public void Reject()
    {
        Rule.Require(Status == InvoiceStatus.Submitted, "Only a submitted invoice can be rejected.");
        Status = InvoiceStatus.Rejected;
    }

    public void Post(DateOnly on)
    {
        Rule.Require(Status == InvoiceStatus.Approved, "Only an approved invoice can be posted.");
        EnterInBooks(on);
    }

    public void Unpost()
    {
        Rule.Require(Status == InvoiceStatus.Posted, "Only a posted invoice can be unposted.");
        Rule.Require(Paid.Amount == 0m, "Payments were received for the invoice: reverse them first.");
        Status = InvoiceStatus.Unposted;
        PostedOn = null;
    }

    public void Repost(DateOnly on)
    {
        Rule.Require(Status == InvoiceStatus.Unposted, "Only an unposted invoice can be posted again.");
        EnterInBooks(on);
    }

    public void MarkForDeletion()
    {
        Rule.Require(Status is InvoiceStatus.Draft or InvoiceStatus.Rejected, "What was submitted must stay in the books.");
        Rule.Require(!MarkedForDeletion, "The invoice is marked already.");
        MarkedForDeletion = true;
    }

    public void UnmarkForDeletion()
    {
        Rule.Require(MarkedForDeletion, "The invoice is not marked.");
        MarkedForDeletion = false;
    }

    public void Receive(Money amount)
    {
        Rule.Require(Status == InvoiceStatus.Posted, "Only a posted invoice can be paid.");
        Rule.Require(amount.Amount > 0m && amount <= Total - Paid, "The amount is more than what is open.");
        Paid += amount;
        Status = Paid == Total ? InvoiceStatus.Paid : Status;
    }

    public void TakeBack(Money amount)
    {
        Rule.Require(amount <= Paid, "More would be taken back than was paid.");
        Paid -= amount;
        Status = InvoiceStatus.Posted;
    }

    private void EnterInBooks(DateOnly on)
    {
        Rule.Require(on >= IssuedOn, "An invoice cannot be posted before it was issued.");
        Status = InvoiceStatus.Posted;
        PostedOn = on;
    }

    private void Fill(DateOnly issuedOn, DateOnly dueOn, IReadOnlyList<InvoiceLine> lines)
    {
        Rule.Require(lines.Count > 0, "An invoice needs at least one line.");
        Rule.Require(dueOn >= issuedOn, "An invoice cannot be due before it is issued.");
        IssuedOn = issuedOn;
        DueOn = dueOn;
        Lines = lines;
        Net = lines.Aggregate(Money.Zero(Currency.EUR), static (sum, line) => sum + line.Net());
        Tax = lines.Aggregate(Money.Zero(Currency.EUR), static (sum, line) => sum + line.Tax());
        Total = Net + Tax;
    }
}
