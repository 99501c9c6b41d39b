namespace AuditGen.Baselines;

/// <summary>How far a baseline has come.</summary>
/// <param name="ResourceType">The resource type.</param>
/// <param name="Written">Records written in this run, durable.</param>
/// <param name="Skipped">Records of this run that the trail knew.</param>
/// <param name="Total">Records that this run found to do, where the source can count.</param>
/// <param name="Cursor">Where it stands; <see langword="null"/> at the beginning.</param>
public sealed record BaselineProgress(string ResourceType, long Written, long Skipped, long? Total, string? Cursor)
{
    /// <summary>From 0 to 1, where the total is known.</summary>
    public double? Fraction => Total is { } total ? total == 0 ? 1 : Math.Min(1, (double)(Written + Skipped) / total) : null;
}
