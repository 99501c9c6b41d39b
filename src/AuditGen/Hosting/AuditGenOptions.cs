namespace AuditGen;

/// <summary>Settings of the runtime, validated when the host starts.</summary>
public sealed class AuditGenOptions
{
    /// <summary>The greatest <see cref="QueueCapacity"/>.</summary>
    public const int MaxQueueCapacity = 1 << 20;

    /// <summary>Where commands run, stored as <c>source</c> of every event; caller address and user agent come from <see cref="AuditContext"/>.</summary>
    public AuditSource Source { get; set; } = new();

    /// <summary>The settings of every context that <see cref="Contexts"/> does not name.</summary>
    public AuditContextOptions Defaults { get; set; } = new();

    /// <summary>How many bytes of events may be queued for the journal at once; 64 KiB to 4 GiB. Events of commands that ran are always taken.</summary>
    public long QueueBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// For how long, from the first failed write on, an append waits for the journal to be writable again before it throws
    /// <see cref="AuditAppendException"/>; its events are kept and retried. Zero to one hour.
    /// </summary>
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Settings by business context, such as <c>finance</c>.</summary>
    public IDictionary<string, AuditContextOptions> Contexts { get; } = new Dictionary<string, AuditContextOptions>(StringComparer.Ordinal);

    /// <summary>How many operations may be running or queued for the journal at once; 1 to 1,048,576.</summary>
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>
    /// How many bytes of changes one event may carry; 4 KiB to 64 MiB. The changes of a resource that take more are divided over several
    /// events of the same operation, numbered in <c>data</c>.
    /// </summary>
    public int MaxEventBytes { get; set; } = 1024 * 1024;

    /// <summary>Limits of recorded values, and the key for hashed ones.</summary>
    public AuditTextOptions Text { get; set; } = AuditTextOptions.Default;

    /// <summary>The handler classes that an adapter runs; see <see cref="AuditGenBuilder.RunsThroughAdapter{THandler}"/>.</summary>
    public ISet<Type> RunThroughAdapter { get; } = new HashSet<Type>();

    /// <summary>Whether an adapter runs all handlers that have no interface to decorate.</summary>
    public bool AllRunThroughAdapter { get; set; }

    /// <summary>The settings that hold for a context.</summary>
    /// <param name="context">The business context.</param>
    public AuditContextOptions For(string context) => Contexts.TryGetValue(context, out AuditContextOptions? options) ? options : Defaults;
}
