namespace AuditGen.Benchmarks;

/// <summary>The middle of some measurements: what else the machine did in one round does not show.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
