/// <summary>Does with invoices what a handler delegates.</summary>
public interface IInvoicing
{
    Task PostAsync(Guid id, CancellationToken cancellationToken);

    Task RepostAsync(Guid id, CancellationToken cancellationToken);

    Task CreditAsync(Guid id, CancellationToken cancellationToken);

    Task RefreshCacheAsync(CancellationToken cancellationToken);
}
