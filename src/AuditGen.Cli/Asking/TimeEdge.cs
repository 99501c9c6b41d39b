namespace AuditGen.Cli.Asking;

/// <summary>Which of the two is meant when the clocks were put back and a local time came twice.</summary>
internal enum TimeEdge
{
    /// <summary>The first: where something begins.</summary>
    Begin,

    /// <summary>The second: where something ends.</summary>
    End,
}
