namespace AuditGen.Benchmarks.Investigate;

/// <summary>Some measurements of one thing, in milliseconds.</summary>
internal sealed class Timings
{
    private readonly List<double> _milliseconds = [];

    /// <summary>The middle one.</summary>
    public double Median => Benchmarks.Median.Of(_milliseconds);

    /// <summary>What nine of ten do not exceed.</summary>
    public double P90 => _milliseconds.Count == 0 ? double.NaN : _milliseconds.Order().ElementAt((int)(_milliseconds.Count * 0.9));

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);
}
