namespace Erp.Simulation;

/// <summary>How a simulated command ended.</summary>
internal enum Ending
{
    Done,
    Refused,
    RolledBack,
}
