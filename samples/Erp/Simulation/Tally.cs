namespace Erp.Simulation;

/// <summary>
/// What the simulation knows to have happened, from the business side: the audit trail must agree. Filled by one branch.
/// </summary>
internal sealed class Tally
{
    /// <summary>Events that must be in the trail: one for each aggregate committed, one for each refusal that leaves an event.</summary>
    public int Events { get; private set; }

    public int Commands { get; private set; }

    public int Refused { get; private set; }

    public int RolledBack { get; private set; }

    public void CountEvents(int events) => Events += events;

    public void Count(Ending ending, int events = 0)
    {
        Commands++;
        Events += events;
        Refused += ending == Ending.Refused ? 1 : 0;
        RolledBack += ending == Ending.RolledBack ? 1 : 0;
    }

    public void Add(Tally other)
    {
        Commands += other.Commands;
        Events += other.Events;
        Refused += other.Refused;
        RolledBack += other.RolledBack;
    }
}
