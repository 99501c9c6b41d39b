namespace Erp.Kernel;

/// <summary>
/// A business object that is loaded, changed and saved as a whole. Its parts (lines, addresses, amounts) are immutable
/// values held in lists that are replaced and never edited, so a memberwise copy is a complete copy.
/// </summary>
public abstract class Aggregate
{
    /// <summary>How often it was saved. The store refuses to save over a version that the writer has not seen.</summary>
    [AuditVersion]
    public int Version { get; private set; }

    internal Aggregate Copy() => (Aggregate)MemberwiseClone();

    internal void Advance() => Version++;
}
