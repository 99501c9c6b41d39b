namespace AuditGen.Ledger;

/// <summary>From when until when a key may sign.</summary>
/// <param name="NotBefore">The first moment.</param>
/// <param name="NotAfter">The first moment at which it may no longer sign.</param>
public sealed record KeyValidity(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>No limits.</summary>
    public static KeyValidity Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>Whether the key may sign at that time.</summary>
    public bool Covers(DateTimeOffset time) => time >= NotBefore && time < NotAfter;
}
