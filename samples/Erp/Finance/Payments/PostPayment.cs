namespace Erp.Finance;

public sealed record PostPayment(
    Id<Payment> Id,
    string Reference,
    [property: AuditSensitive(Sensitivity.Omit)] string FromIban,
    DateOnly ValueDate,
    IReadOnlyList<PaymentAllocation> Allocations);

/// <summary>Posts a payment and settles its invoices, all of them or none.</summary>
[Audited("payment.post", AuditCategory.Post, typeof(Payment))]
public sealed class PostPaymentHandler(IRepository<Payment> payments, IRepository<Invoice> invoices, ITransactions transactions)
    : ICommandHandler<PostPayment>
{
    public async Task HandleAsync(PostPayment command, CancellationToken cancellationToken)
    {
        var from = Iban.Parse(command.FromIban);
        await using ITransaction transaction = transactions.Begin();
        await payments.AddAsync(new(command.Id, command.Reference, from, command.ValueDate, command.Allocations), cancellationToken);
        foreach (PaymentAllocation part in command.Allocations)
        {
            await invoices.ChangeAsync(part.Invoice, invoice => invoice.Receive(part.Amount), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
