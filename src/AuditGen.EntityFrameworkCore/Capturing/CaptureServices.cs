using System.Data.Common;
using System.Runtime.CompilerServices;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.Scopes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>What the captures of all contexts of an application share, and the running capture of each context.</summary>
internal sealed class CaptureServices
{
    private readonly ConditionalWeakTable<DbContext, ContextCapture> _captures = [];
    private readonly ConditionalWeakTable<DbTransaction, PendingResources> _pending = [];

    public CaptureServices(AuditOperations operations, OutboxSignal signal, IOptions<EntityFrameworkOptions> options, TimeProvider time, ILogger<CaptureServices> logger)
    {
        Operations = operations;
        Signal = signal;
        Options = options.Value;
        Time = time;
        Logger = logger;
        Plans = new ModelPlan.Cache(operations.Catalogue, logger);
    }

    /// <summary>Knows the running operation.</summary>
    public AuditOperations Operations { get; }

    /// <summary>Wakes relays.</summary>
    public OutboxSignal Signal { get; }

    /// <summary>The settings.</summary>
    public EntityFrameworkOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The log.</summary>
    public ILogger Logger { get; }

    /// <summary>What is known of models.</summary>
    public ModelPlan.Cache Plans { get; }

    /// <summary>The capture of a context: a new one for each lease of a pooled context.</summary>
    public ContextCapture For(DbContext context)
    {
        if (!_captures.TryGetValue(context, out ContextCapture? capture))
        {
            capture = _captures.GetValue(context, Create);
        }
        else if (capture.Id != context.ContextId)
        {
            capture = Create(context);
            _captures.AddOrUpdate(context, capture);
        }

        return capture;
    }

    /// <summary>Entity Framework began the transaction, so that its end will be told.</summary>
    public void Watch(DbTransaction transaction) => _pending.AddOrUpdate(transaction, new PendingResources());

    /// <summary>What waits for the transaction's end, or <see langword="null"/> where its end will not be told.</summary>
    public PendingResources? PendingOf(DbTransaction transaction) => _pending.TryGetValue(transaction, out PendingResources? pending) ? pending : null;

    /// <summary>The transaction has ended.</summary>
    /// <returns>What waited for it.</returns>
    public PendingResources? Take(DbTransaction transaction)
    {
        PendingResources? pending = PendingOf(transaction);
        _pending.Remove(transaction);
        return pending;
    }

    private ContextCapture Create(DbContext context) => new(context, this);
}
