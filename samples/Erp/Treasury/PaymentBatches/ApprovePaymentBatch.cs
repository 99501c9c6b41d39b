namespace Erp.Treasury;

public sealed record ApprovePaymentBatch(Id<PaymentBatch> Id);

[Audited("payment_batch.approve", AuditCategory.Approve, typeof(PaymentBatch))]
public sealed class ApprovePaymentBatchHandler(IRepository<PaymentBatch> paymentBatches, RequestContext request)
    : ICommandHandler<ApprovePaymentBatch>
{
    public Task HandleAsync(ApprovePaymentBatch command, CancellationToken cancellationToken) =>
        paymentBatches.ChangeAsync(command.Id, paymentBatch => paymentBatch.Approve(request.UserId), cancellationToken);
}
