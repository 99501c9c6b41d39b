namespace Erp.Finance;

public sealed record RepostInvoice(Id<Invoice> Id, PeriodKey Period, DateOnly On);

[Audited("invoice.repost", AuditCategory.Post, typeof(Invoice))]
public sealed class RepostInvoiceHandler(IRepository<Invoice> invoices, Books books) : ICommandHandler<RepostInvoice>
{
    public async Task HandleAsync(RepostInvoice command, CancellationToken cancellationToken)
    {
        await books.RequireOpenAsync(command.Period, command.On, cancellationToken);
        await invoices.ChangeAsync(command.Id, invoice => invoice.Repost(command.On), cancellationToken);
    }
}
