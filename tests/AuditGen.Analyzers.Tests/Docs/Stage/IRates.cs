public interface IRates
{
    Task<ExchangeRate> GetAsync(string currency, CancellationToken cancellationToken);

    Task SaveAsync(ExchangeRate rate, CancellationToken cancellationToken);
}
