namespace AuditGen;

/// <summary>Where a command came from.</summary>
public sealed record AuditSource
{
    /// <summary>The service that ran the command.</summary>
    public string? Service { get; init; }

    /// <summary>The version of the service.</summary>
    public string? Version { get; init; }

    /// <summary>The host name.</summary>
    public string? Host { get; init; }

    /// <summary>The caller's IP address.</summary>
    public string? Ip { get; init; }

    /// <summary>The caller's user agent.</summary>
    public string? UserAgent { get; init; }
}
