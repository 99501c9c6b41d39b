namespace AuditGen.Retention;

/// <summary>Where retention starts from. What was set at run time takes precedence.</summary>
public sealed class RetentionOptions
{
    /// <summary>For contexts without a policy of their own.</summary>
    public AuditRetention Default { get; set; } = AuditRetention.Default;

    /// <summary>Policies by context.</summary>
    public IDictionary<string, AuditRetention> Contexts { get; } = new Dictionary<string, AuditRetention>(StringComparer.Ordinal);

    /// <summary>How often the archiver looks whether something is due: 1 s to 1 day.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The policy that the settings give a context.</summary>
    public AuditRetention For(string context) => Contexts.TryGetValue(context, out AuditRetention? retention) ? retention : Default;
}
