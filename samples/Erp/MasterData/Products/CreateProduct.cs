namespace Erp.MasterData;

public sealed record CreateProduct(Id<Product> Id, string Sku, string Name, Unit Unit, Money Price);

[Audited("product.create", AuditCategory.Create, typeof(Product))]
public sealed class CreateProductHandler(IRepository<Product> products) : ICommandHandler<CreateProduct>
{
    public Task HandleAsync(CreateProduct command, CancellationToken cancellationToken) =>
        products.AddAsync(new(command.Id, command.Sku, command.Name, command.Unit, command.Price), cancellationToken);
}
