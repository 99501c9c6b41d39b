namespace Erp.Finance;

public sealed record PostInvoice(Id<Invoice> Id, PeriodKey Period, DateOnly On, [property: AuditData] string Channel);

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class PostInvoiceHandler(IRepository<Invoice> invoices, Books books) : ICommandHandler<PostInvoice>
{
    public async Task HandleAsync(PostInvoice command, CancellationToken cancellationToken)
    {
        await books.RequireOpenAsync(command.Period, command.On, cancellationToken);
        await invoices.ChangeAsync(command.Id, invoice => invoice.Post(command.On), cancellationToken);
    }
}
