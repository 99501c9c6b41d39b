namespace Erp.Treasury;

public sealed record ReleasePaymentBatch(Id<PaymentBatch> Id);

[Audited("payment_batch.release", AuditCategory.Issue, typeof(PaymentBatch))]
public sealed class ReleasePaymentBatchHandler(IRepository<PaymentBatch> paymentBatches) : ICommandHandler<ReleasePaymentBatch>
{
    public Task HandleAsync(ReleasePaymentBatch command, CancellationToken cancellationToken) =>
        paymentBatches.ChangeAsync(command.Id, static paymentBatch => paymentBatch.Release(), cancellationToken);
}
