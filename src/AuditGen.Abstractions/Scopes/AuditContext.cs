namespace AuditGen;

/// <summary>
/// Who acts, in which session, on whose behalf: what every event says besides its change. Immutable; follows
/// <c>await</c> and <c>Task.Run</c>.
/// </summary>
/// <remarks>
/// Web requests fill it through an <see cref="IAuditContextProvider"/>; background jobs, consumers and tests begin one by hand:
/// <code>using (AuditContext.Begin(new AuditContext { Actor = new AuditActor("billing-job") { Kind = "service" } })) { … }</code>
/// </remarks>
public sealed record AuditContext
{
    private static readonly AsyncLocal<AuditContext?> Ambient = new();

    /// <summary>A context that says nothing.</summary>
    public static AuditContext Empty { get; } = new();

    /// <summary>The context of this asynchronous flow, or <see langword="null"/>.</summary>
    public static AuditContext? Current => Ambient.Value;

    /// <summary>Who acts; <see cref="AuditActor.System"/> is recorded where nothing says.</summary>
    public AuditActor? Actor { get; init; }

    /// <summary>The user's session.</summary>
    public string? Session { get; init; }

    /// <summary>What ties operations of one business process together.</summary>
    public string? Correlation { get; init; }

    /// <summary>The operation or message that caused this one.</summary>
    public string? Causation { get; init; }

    /// <summary>The distributed trace (W3C <c>traceparent</c>); the current activity's where not set.</summary>
    public string? Trace { get; init; }

    /// <summary>The tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Where the command came from; members not set are taken from the service's own source.</summary>
    public AuditSource? Source { get; init; }

    /// <summary>
    /// Makes the context the current one of this asynchronous flow until the result is disposed. What it does not say is
    /// taken from the context around it.
    /// </summary>
    /// <param name="context">What to say from now on.</param>
    /// <returns>Ends the context; dispose it in the method that began it.</returns>
    public static IDisposable Begin(AuditContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AuditContext? outer = Ambient.Value;
        Ambient.Value = outer is null ? context : context.Or(outer);
        return new Restorer(outer);
    }

    /// <summary>This context, with what it does not say taken from another.</summary>
    /// <param name="fallback">Where to take the rest from.</param>
    public AuditContext Or(AuditContext? fallback)
    {
        if (fallback is null || ReferenceEquals(fallback, this))
        {
            return this;
        }

        return new AuditContext
        {
            Actor = Actor ?? fallback.Actor,
            Session = Session ?? fallback.Session,
            Correlation = Correlation ?? fallback.Correlation,
            Causation = Causation ?? fallback.Causation,
            Trace = Trace ?? fallback.Trace,
            Tenant = Tenant ?? fallback.Tenant,
            Source = Merge(Source, fallback.Source),
        };
    }

    private static AuditSource? Merge(AuditSource? first, AuditSource? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => new AuditSource
        {
            Service = first.Service ?? second.Service,
            Version = first.Version ?? second.Version,
            Host = first.Host ?? second.Host,
            Ip = first.Ip ?? second.Ip,
            UserAgent = first.UserAgent ?? second.UserAgent,
        },
    };

    private sealed class Restorer(AuditContext? outer) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (!_done)
            {
                _done = true;
                Ambient.Value = outer;
            }
        }
    }
}
