using Erp.Identity;

namespace Erp.Treasury;

/// <summary>Transfers that go to the bank together, agreed to by somebody who did not enter them.</summary>
[Auditable("treasury", "payment_batch")]
public sealed class PaymentBatch : Aggregate, IKeyed<Id<PaymentBatch>>
{
    public PaymentBatch(Id<PaymentBatch> id, string number, Id<BankAccount> from, IReadOnlyList<Transfer> transfers, Id<User> createdBy)
    {
        Rule.Require(transfers.Count > 0, "A batch needs at least one transfer.");
        Rule.Require(transfers.All(static transfer => transfer.Amount.Amount > 0m), "A transfer is more than nothing.");
        Id = id;
        Number = Rule.Text(number, "The number");
        From = from;
        Transfers = transfers;
        Total = transfers.Aggregate(Money.Zero(transfers[0].Amount.Currency), static (sum, transfer) => sum + transfer.Amount);
        CreatedBy = createdBy;
    }

    [AuditKey]
    public Id<PaymentBatch> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<BankAccount> From { get; }

    public PaymentBatchStatus Status { get; private set; }

    public IReadOnlyList<Transfer> Transfers { get; }

    public Money Total { get; }

    [AuditReference]
    public Id<User> CreatedBy { get; }

    [AuditReference]
    public Id<User>? ApprovedBy { get; private set; }

    public void Approve(Id<User> by)
    {
        Rule.Require(Status == PaymentBatchStatus.Created, "The batch was decided already.");
        Rule.Require(by != CreatedBy, "Somebody else must approve the batch.");
        Status = PaymentBatchStatus.Approved;
        ApprovedBy = by;
    }

    public void Reject()
    {
        Rule.Require(Status == PaymentBatchStatus.Created, "The batch was decided already.");
        Status = PaymentBatchStatus.Rejected;
    }

    public void Release()
    {
        Rule.Require(Status == PaymentBatchStatus.Approved, "Only an approved batch goes to the bank.");
        Status = PaymentBatchStatus.Released;
    }

    public void Cancel()
    {
        Rule.Require(Status is PaymentBatchStatus.Created or PaymentBatchStatus.Approved, "The batch has gone to the bank, or was refused.");
        Status = PaymentBatchStatus.Cancelled;
    }
}
