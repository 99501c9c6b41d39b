namespace AuditGen.Ledger;

/// <summary>Where the ledger of a journal lives: a journal implementation provides it.</summary>
public interface ILedgerBackend
{
    /// <summary>Where a signing key is made when the application gives none: outside the journal's folder.</summary>
    string DefaultKeyFolder { get; }

    /// <summary>The folder of the ledger: what goes with it, such as how far it was shipped, is kept there.</summary>
    string Folder { get; }

    /// <summary>Opens the leaf hashes of the journal.</summary>
    ILeafSource OpenLeaves();

    /// <summary>Opens the ledger, creating it where there is none.</summary>
    /// <exception cref="LedgerException">It cannot be opened.</exception>
    ILedgerStorage OpenStorage();

    /// <summary>Opens the ledger beside its sealer, for reading.</summary>
    /// <exception cref="LedgerException">There is none yet, or it cannot be read.</exception>
    ILedgerReader OpenReader();
}
