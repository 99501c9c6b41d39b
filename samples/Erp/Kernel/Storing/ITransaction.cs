namespace Erp.Kernel;

/// <summary>A transaction of the business store. Disposed without a commit, it is rolled back.</summary>
public interface ITransaction : IAsyncDisposable
{
    /// <summary>Makes everything saved since the beginning visible at once; inside another transaction, when that one commits.</summary>
    /// <exception cref="CommitFailedException">Nothing was committed.</exception>
    Task CommitAsync(CancellationToken cancellationToken);
}
