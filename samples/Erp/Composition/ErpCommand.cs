using Erp.Simulation;

namespace Erp.Composition;

/// <summary>What the user wants done, in this order.</summary>
internal sealed record ErpCommand
{
    /// <summary>The port of the investigator page where nothing else is said.</summary>
    public const int UsualPort = 5080;

    /// <summary>The day, and the folder of the trail.</summary>
    public required SimulationOptions Day { get; init; }

    /// <summary>Whether the day is simulated.</summary>
    public bool Simulates { get; init; } = true;

    /// <summary>Whether the trail is then served to investigators.</summary>
    public bool Serves { get; init; } = true;

    /// <summary>Where the page is served, on this machine only; another one is taken where it is in use.</summary>
    public int Port { get; init; } = UsualPort;
}
