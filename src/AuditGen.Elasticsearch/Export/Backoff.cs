namespace AuditGen.Elasticsearch.Export;

/// <summary>How long to wait before the next attempt: anything up to a limit that doubles (full jitter), so that clients do not march in step.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    /// <summary>The pause before the attempt that follows so many failed ones.</summary>
    /// <param name="failures">Failed attempts in a row, at least 1.</param>
    /// <param name="atLeast">What the server asked for.</param>
    public TimeSpan After(int failures, TimeSpan? atLeast = null)
    {
        double limit = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)), longest.TotalMilliseconds);
        var pause = TimeSpan.FromMilliseconds(random.NextDouble() * limit);
        return atLeast is { } asked && asked > pause ? Min(asked, longest) : pause;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
