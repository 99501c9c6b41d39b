namespace AuditGen.Erasure;

/// <summary>What became of a request to erase a person.</summary>
public enum ErasureOutcome
{
    /// <summary>The person's key is gone; it was before, where the person had been erased already.</summary>
    Erased,

    /// <summary>Nothing was ever recorded under a key of the person.</summary>
    Unknown,

    /// <summary>Who asked may not have it done.</summary>
    Denied,
}
