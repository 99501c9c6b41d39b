namespace AuditGen.Baselines;

/// <summary>How a baseline is written.</summary>
public sealed record BaselineOptions
{
    /// <summary>How many records one transaction of the journal takes; 1 to 10,000. The cursor moves by as many.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// Whether records whose whole state the trail knows already are left out, at the price of one question to the store for
    /// each: for runs over records of which some were created under audit.
    /// </summary>
    public bool SkipKnown { get; init; }

    /// <summary>Whether an earlier run that did not come to its end is ignored, and every record is written again.</summary>
    public bool StartOver { get; init; }
}
