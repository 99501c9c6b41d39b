using System.Diagnostics;
using AuditGen.Envelopes;
using AuditGen.Hosting;
using AuditGen.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AuditGen.Scopes;

/// <summary>Starts operations, and knows the current one of every asynchronous flow of its host.</summary>
internal sealed class AuditOperations : IAuditOperations
{
    private readonly AsyncLocal<AuditOperation?> _current = new();
    private readonly IAuditContextProvider[] _providers;
    private readonly AuditContext _service;
    private int _maskedReported;

    public AuditOperations(
        IAuditAppender appender,
        AuditCatalogue catalogue,
        IEnumerable<IAuditContextProvider> providers,
        IOptions<AuditGenOptions> options,
        TimeProvider time,
        ILogger<AuditOperations>? logger = null,
        IAuditSealer? sealer = null)
    {
        Appender = appender;
        Catalogue = catalogue;
        Options = options.Value;
        Logger = logger ?? NullLogger<AuditOperations>.Instance;
        Text = sealer is null ? Options.Text : Options.Text with { Sealer = sealer };
        Units = new AppendUnitPool(Text);
        Ids = new EventIdSource(time, appender.LastId);
        _providers = [.. providers];
        _service = new AuditContext { Source = Options.Source };
    }

    /// <summary>The pipe to the journal.</summary>
    public IAuditAppender Appender { get; }

    /// <summary>Knows the auditable types.</summary>
    public AuditCatalogue Catalogue { get; }

    /// <summary>The settings.</summary>
    public AuditGenOptions Options { get; }

    /// <summary>Limits and keys that hold for every text.</summary>
    public AuditTextOptions Text { get; }

    /// <summary>Issues ids of operations and events.</summary>
    public EventIdSource Ids { get; }

    /// <summary>Where units come from.</summary>
    public AppendUnitPool Units { get; }

    /// <summary>The log.</summary>
    public ILogger Logger { get; }

    /// <summary>The innermost running operation of this flow, or <see langword="null"/>.</summary>
    public AuditOperation? Current
    {
        get => _current.Value is { IsRunning: true } running ? running : null;
        set => _current.Value = value;
    }

    /// <summary>Says once that personal data is masked for lack of keys: what was not recorded cannot be had later.</summary>
    public void ReportMasked(AppendUnit unit)
    {
        if (unit.HasMasked && Interlocked.Exchange(ref _maskedReported, 1) == 0)
        {
            ScopeLog.PersonalDataMasked(Logger);
        }
    }

    /// <inheritdoc/>
    public IAuditOperation Begin(AuditedHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (handler.Actions.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"{handler.HandlerType}.{handler.Method} declares no action. Put [Audited(…)] on it.", nameof(handler));
        }

        AuditOperation? outer = Current;
        AuditOperation operation = outer is null || handler.Independent
            ? new AuditOperation(this, handler, outer, new OperationTransaction(Ids.Next(out _), ContextFor(outer)), parent: null)
            : new AuditOperation(this, handler, outer, outer.Transaction, parent: outer);
        _current.Value = operation;
        return operation;
    }

    /// <summary>What is known here of actor, session and so on.</summary>
    /// <param name="outer">The operation that a new one is independent of, if any: it is the cause.</param>
    public AuditContext ContextFor(AuditOperation? outer)
    {
        AuditContext context = AuditContext.Current ?? AuditContext.Empty;
        foreach (IAuditContextProvider provider in _providers)
        {
            context = context.Or(provider.GetContext());
        }

        context = context.Or(_service);
        string? causation = context.Causation ?? outer?.Transaction.Id.ToString();
        string? trace = context.Trace ?? Activity.Current?.Id;
        return causation == context.Causation && trace == context.Trace ? context : context with { Causation = causation, Trace = trace };
    }
}
