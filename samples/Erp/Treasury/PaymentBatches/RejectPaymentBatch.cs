namespace Erp.Treasury;

public sealed record RejectPaymentBatch(Id<PaymentBatch> Id, [property: AuditReason] string Why);

[Audited("payment_batch.reject", AuditCategory.Reject, typeof(PaymentBatch))]
public sealed class RejectPaymentBatchHandler(IRepository<PaymentBatch> paymentBatches) : ICommandHandler<RejectPaymentBatch>
{
    public Task HandleAsync(RejectPaymentBatch command, CancellationToken cancellationToken) =>
        paymentBatches.ChangeAsync(command.Id, static paymentBatch => paymentBatch.Reject(), cancellationToken);
}
