namespace AuditGen.Cli;

/// <summary>What the process says by its exit code.</summary>
internal static class ExitCode
{
    /// <summary>Done; or valid.</summary>
    public const int Ok = 0;

    /// <summary>Not done; or not valid, or tampered with.</summary>
    public const int Failed = 1;

    /// <summary>Something needed to judge is missing or unreadable.</summary>
    public const int Incomplete = 2;

    /// <summary>Stopped by the user.</summary>
    public const int Stopped = 130;
}
