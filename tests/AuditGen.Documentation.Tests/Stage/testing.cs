global using Erp.Audit;

public sealed record PostInvoice(Guid Id);

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class PostInvoiceHandler(Invoices invoices, IAuditScope audit) : ICommandHandler<PostInvoice>
{
    public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken)
    {
        Invoice invoice = invoices.Get(command.Id);
        audit.Track(invoice);
        invoice.Post();
        return Task.CompletedTask;
    }
}

internal static class ErpRegistration
{
    public static IServiceCollection AddErp(this IServiceCollection services) => services.AddScoped<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
}

internal partial class Stage
{
    private static readonly PostInvoice command = new(Guid.Empty);
}
