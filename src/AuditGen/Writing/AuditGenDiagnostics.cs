using System.Diagnostics;

namespace AuditGen.Writing;

/// <summary>The names under which the runtime reports metrics and traces; docs/operations.md lists them.</summary>
public static class AuditGenDiagnostics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "AuditGen";

    internal static ActivitySource Source { get; } = new(Name);
}
