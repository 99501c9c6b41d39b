namespace Erp.MasterData;

public sealed record UnmarkProductForDeletion(Id<Product> Id);

[Audited("product.unmark_for_deletion", AuditCategory.Restore, typeof(Product))]
public sealed class UnmarkProductForDeletionHandler(IRepository<Product> products) : ICommandHandler<UnmarkProductForDeletion>
{
    public Task HandleAsync(UnmarkProductForDeletion command, CancellationToken cancellationToken) =>
        products.ChangeAsync(command.Id, static product => product.UnmarkForDeletion(), cancellationToken);
}
