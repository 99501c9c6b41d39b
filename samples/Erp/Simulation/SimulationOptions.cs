namespace Erp.Simulation;

/// <summary>What day to simulate.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Rounds of password hashing: hundreds of log-ins in seconds would measure nothing else.</summary>
    public const int PasswordIterations = 1_000;

    /// <summary>Events that the day leaves, at least; every branch finishes the task it is at.</summary>
    public int Events { get; init; } = 5_000;

    /// <summary>Decides everything that happens.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many branches work side by side, with two sessions each.</summary>
    public int SideBySide { get; init; } = 16;

    /// <summary>The business day.</summary>
    public DateOnly Day { get; init; } = new(2026, 11, 20);

    /// <summary>Whether the stories that investigators look for happen too.</summary>
    public bool Stories { get; init; } = true;

    /// <summary>The folder of the trail.</summary>
    public required string Store { get; init; }

    /// <summary>The cluster that the trail is shipped to besides, or <see langword="null"/>.</summary>
    public Uri? Elasticsearch { get; init; }

    /// <summary>Where to write the summary as JSON, or <see langword="null"/>.</summary>
    public string? Summary { get; init; }

    /// <summary>Sees every command before it is given, or <see langword="null"/>. Called by several threads at once.</summary>
    public Action<object>? Observe { get; init; }
}
