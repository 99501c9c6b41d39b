namespace Erp.Kernel;

/// <summary>Starts transactions over all repositories of the request.</summary>
public interface ITransactions
{
    /// <summary>Starts a transaction, or joins the one that is open.</summary>
    ITransaction Begin();
}
