namespace AuditGen.Journal;

/// <summary>Reads a journal in the order of indexes. Used by one caller at a time.</summary>
public interface IJournalReader : IDisposable
{
    /// <summary>Reads consecutive durable records from <paramref name="fromIndex"/> on into the page, which is emptied first.</summary>
    /// <param name="fromIndex">The first index wanted.</param>
    /// <param name="page">Filled with up to the given number of records and bytes; left empty at the end of the log.</param>
    /// <param name="maxRecords">At most this many records.</param>
    /// <param name="maxBytes">Stops after the record that reaches this many bytes of text.</param>
    /// <exception cref="JournalException">A record in the range has left the journal, or is damaged: says where.</exception>
    void Read(long fromIndex, JournalPage page, int maxRecords = 1024, int maxBytes = 4 * 1024 * 1024);
}
