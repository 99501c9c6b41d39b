namespace Erp.Finance;

public sealed record ReversePayment(Id<Payment> Id, [property: AuditReason] string Why);

[Audited("payment.reverse", AuditCategory.Reverse, typeof(Payment))]
public sealed class ReversePaymentHandler(IRepository<Payment> payments, IRepository<Invoice> invoices, ITransactions transactions)
    : ICommandHandler<ReversePayment>
{
    public async Task HandleAsync(ReversePayment command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        Payment payment = await payments.ChangeAsync(command.Id, static payment => payment.Reverse(), cancellationToken);
        foreach (PaymentAllocation part in payment.Allocations)
        {
            await invoices.ChangeAsync(part.Invoice, invoice => invoice.TakeBack(part.Amount), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
