global using AuditGen.AspNetCore;
global using Erp.Audit;

public interface ISuppliers
{
    Task<Supplier> GetAsync(string number, CancellationToken cancellationToken);

    Task SaveAsync(Supplier supplier, CancellationToken cancellationToken);
}

internal sealed class InMemorySuppliers : ISuppliers
{
    public Task<Supplier> GetAsync(string number, CancellationToken cancellationToken) => Task.FromResult(new Supplier { Number = number, Name = "" });

    public Task SaveAsync(Supplier supplier, CancellationToken cancellationToken) => Task.CompletedTask;
}

internal partial class Stage
{
    private static readonly string[] args = [];
}
