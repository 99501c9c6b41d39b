namespace AuditGen;

/// <summary>Settings of the runtime, validated when the host starts.</summary>
public sealed class AuditGenOptions
{
    /// <summary>Where commands run, stored as <c>source</c> of every event; caller address and user agent come from the ambient <c>AuditContext</c>.</summary>
    public AuditSource Source { get; set; } = new();

    /// <summary>The settings of every context that <see cref="Contexts"/> does not name.</summary>
    public AuditContextOptions Defaults { get; set; } = new();

    /// <summary>Settings by business context, such as <c>finance</c>.</summary>
    public IDictionary<string, AuditContextOptions> Contexts { get; } = new Dictionary<string, AuditContextOptions>(StringComparer.Ordinal);

    /// <summary>How many operations may be running or queued for the journal at once; 1 to 1,048,576.</summary>
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>The settings that hold for a context.</summary>
    /// <param name="context">The business context.</param>
    public AuditContextOptions For(string context) => Contexts.TryGetValue(context, out AuditContextOptions? options) ? options : Defaults;
}
