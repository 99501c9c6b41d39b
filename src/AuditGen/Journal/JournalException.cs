namespace AuditGen.Journal;

/// <summary>The journal could not be opened, written or read.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later (disk full, locked file).</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
    }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Whether an entry given is at fault, and not the journal: other entries can be committed.</summary>
    public bool BlamesEntry { get; init; }
}
