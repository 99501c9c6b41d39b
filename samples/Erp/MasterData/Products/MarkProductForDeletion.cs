namespace Erp.MasterData;

public sealed record MarkProductForDeletion(Id<Product> Id, [property: AuditReason] string Why);

[Audited("product.mark_for_deletion", AuditCategory.Delete, typeof(Product))]
public sealed class MarkProductForDeletionHandler(IRepository<Product> products) : ICommandHandler<MarkProductForDeletion>
{
    public Task HandleAsync(MarkProductForDeletion command, CancellationToken cancellationToken) =>
        products.ChangeAsync(command.Id, static product => product.MarkForDeletion(), cancellationToken);
}
