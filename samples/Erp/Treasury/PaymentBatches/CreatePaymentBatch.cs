namespace Erp.Treasury;

public sealed record CreatePaymentBatch(
    Id<PaymentBatch> Id,
    string Number,
    Id<BankAccount> From,
    [property: AuditSensitive(Sensitivity.Omit)] IReadOnlyList<Transfer> Transfers);

[Audited("payment_batch.create", AuditCategory.Create, typeof(PaymentBatch))]
public sealed class CreatePaymentBatchHandler(IRepository<PaymentBatch> paymentBatches, RequestContext request) : ICommandHandler<CreatePaymentBatch>
{
    public Task HandleAsync(CreatePaymentBatch command, CancellationToken cancellationToken) =>
        paymentBatches.AddAsync(new(command.Id, command.Number, command.From, command.Transfers, request.UserId), cancellationToken);
}
