namespace AuditGen.Cli;

/// <summary>What the process says by its exit code.</summary>
internal static class ExitCode
{
    /// <summary>Done; valid; found, also where the answer is that nothing matches.</summary>
    public const int Ok = 0;

    /// <summary>Not done; not valid; not there; something is wrong with the trail.</summary>
    public const int Failed = 1;

    /// <summary>The question cannot be understood, or something needed to answer it is missing or unreadable.</summary>
    public const int Incomplete = 2;

    /// <summary>Stopped by the user.</summary>
    public const int Stopped = 130;
}
