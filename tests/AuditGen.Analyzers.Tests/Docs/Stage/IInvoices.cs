public interface IInvoices
{
    Task<Invoice> GetAsync(Guid id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Invoice>> FindAsync(string text, CancellationToken cancellationToken);

    Task SaveAsync(Invoice invoice, CancellationToken cancellationToken);
}
