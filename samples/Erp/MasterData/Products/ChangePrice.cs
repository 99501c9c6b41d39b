namespace Erp.MasterData;

public sealed record ChangePrice(Id<Product> Id, Money Price, [property: AuditReason] string? Why = null);

[Audited("product.change_price", AuditCategory.Update, typeof(Product))]
public sealed class ChangePriceHandler(IRepository<Product> products) : ICommandHandler<ChangePrice>
{
    public Task HandleAsync(ChangePrice command, CancellationToken cancellationToken) =>
        products.ChangeAsync(command.Id, product => product.ChangePrice(command.Price), cancellationToken);
}
