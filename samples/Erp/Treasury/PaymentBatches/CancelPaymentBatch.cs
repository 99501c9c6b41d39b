namespace Erp.Treasury;

public sealed record CancelPaymentBatch(Id<PaymentBatch> Id, [property: AuditReason] string Why);

[Audited("payment_batch.cancel", AuditCategory.Cancel, typeof(PaymentBatch))]
public sealed class CancelPaymentBatchHandler(IRepository<PaymentBatch> paymentBatches) : ICommandHandler<CancelPaymentBatch>
{
    public Task HandleAsync(CancelPaymentBatch command, CancellationToken cancellationToken) =>
        paymentBatches.ChangeAsync(command.Id, static paymentBatch => paymentBatch.Cancel(), cancellationToken);
}
