namespace Erp.MasterData;

public sealed record UpdateProduct(Id<Product> Id, string Name, decimal? WeightInKilograms, IReadOnlyList<string> Tags);

[Audited("product.update", AuditCategory.Update, typeof(Product))]
public sealed class UpdateProductHandler(IRepository<Product> products) : ICommandHandler<UpdateProduct>
{
    public Task HandleAsync(UpdateProduct command, CancellationToken cancellationToken) =>
        products.ChangeAsync(command.Id, product => product.Update(command.Name, command.WeightInKilograms, command.Tags), cancellationToken);
}
