namespace AuditGen.Ledger;

/// <summary>The leaf hashes of the durable events of a journal. Used by one caller at a time.</summary>
public interface ILeafSource : IDisposable
{
    /// <summary>Reads consecutive leaf hashes.</summary>
    /// <param name="fromIndex">Index of the first one.</param>
    /// <param name="leaves">Filled from the beginning.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="Journal.JournalException">A record in the range has left the journal, or is damaged: says where.</exception>
    int Read(long fromIndex, Span<Sha256Hash> leaves);
}
