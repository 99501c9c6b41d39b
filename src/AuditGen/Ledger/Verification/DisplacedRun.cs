namespace AuditGen.Ledger;

/// <summary>Events that all stand the same number of places away from where the ledger has them.</summary>
/// <param name="part">The part that holds them.</param>
/// <param name="first">Index of the first one.</param>
/// <param name="id">Id of the first one.</param>
/// <param name="shift">The ledger's index less the copy's.</param>
internal sealed class DisplacedRun(string part, long first, Guid id, long shift)
{
    private long _reach;

    /// <summary>The part that holds them.</summary>
    public string Part => part;

    /// <summary>Index of the first one, as the copy has it.</summary>
    public long First => first;

    /// <summary>Id of the first one.</summary>
    public Guid Id => id;

    /// <summary>The ledger's index less the copy's.</summary>
    public long Shift => shift;

    /// <summary>How many.</summary>
    public long Count { get; private set; } = 1;

    /// <summary>Index of the last one.</summary>
    public long Last => first + _reach;

    /// <summary>Adds one.</summary>
    public void Add(long index)
    {
        Count++;
        _reach = index - first;
    }
}
