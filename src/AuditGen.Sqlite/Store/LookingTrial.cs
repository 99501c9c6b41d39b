namespace AuditGen.Sqlite.Store;

/// <summary>Decides, while a search goes on, whether looking at events for the beginning of a word still pays.</summary>
internal sealed class LookingTrial(BeginningCosts costs)
{
    private int _left = costs.FirstMisses;

    /// <summary>What it decides by.</summary>
    public BeginningCosts Costs => costs;

    /// <summary>Whether the index shall be asked from here on.</summary>
    public bool IsOver => _left <= 0;

    /// <summary>Takes note of an event that was looked at.</summary>
    public void Looked(bool matches, bool isArchived) => _left += matches ? costs.MissesPerMatch : isArchived ? -costs.Archived : -1;
}
