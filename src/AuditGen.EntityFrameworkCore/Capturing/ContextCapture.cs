using System.Data.Common;
using System.Transactions;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.Scopes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>
/// Follows the saves of one context. States before are taken when the first statement of a save is about to run: later than any
/// other interceptor's or override's last word, and again for each attempt of a retrying execution strategy. States after are
/// taken before the save's own transaction commits, or when the save has ended inside the application's.
/// </summary>
internal sealed partial class ContextCapture
{
    private readonly DbContext _context;
    private readonly CaptureServices _services;
    private readonly ModelPlan _plans;
    private readonly OutboxTable? _outbox;
    private readonly HashSet<object> _attached = new(ReferenceEqualityComparer.Instance);
    private readonly List<CapturedResource> _saving = [];
    private TrackedEntities? _tracked;
    private DbTransaction? _broken;
    private int _depth;
    private bool _captured;
    private bool _settled;
    private bool _ownTransaction;
    private bool _isLosing;

    public ContextCapture(DbContext context, CaptureServices services)
    {
        _context = context;
        _services = services;
        _plans = services.Plans.For(context);
        _outbox = _plans.Outbox;
        Id = context.ContextId;

        // Nothing was queried before this: what is tracked by now was attached by hand, or is new.
        ChangeTracker tracker = context.ChangeTracker;
        bool detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        foreach (EntityEntry entry in tracker.Entries())
        {
            NoteAttached(entry);
        }

        tracker.AutoDetectChangesEnabled = detects;
        tracker.Tracked += (_, tracked) =>
        {
            if (!tracked.FromQuery)
            {
                NoteAttached(tracked.Entry);
            }
        };
    }

    /// <summary>The lease of the context that this follows.</summary>
    public DbContextId Id { get; }

    /// <summary>Whether the context keeps events in its own database.</summary>
    public bool HasOutbox => _outbox is not null;

    /// <summary>Whether a save runs.</summary>
    public bool IsSaving => _depth > 0;

    /// <summary>Whether a save runs whose first statement is still to come.</summary>
    public bool IsToCapture => IsSaving && !_captured;

    /// <summary>A save begins.</summary>
    public void Begin()
    {
        if (_isLosing)
        {
            Leave();
        }

        _depth++;
        _services.Operations.Current?.MarkWatched();
        if (HasOutbox && !InTransaction && _context.Database.AutoTransactionBehavior == AutoTransactionBehavior.WhenNeeded)
        {
            // One statement needs no transaction; one statement and its event do.
            _context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            _ownTransaction = true;
        }
    }

    /// <summary>
    /// The save is losing a race: unless another interceptor forgives that, it fails, and Entity Framework tells nobody.
    /// </summary>
    public void Lose() => _isLosing = true;

    /// <summary>Another attempt at the save begins with a transaction of its own.</summary>
    public void Restart()
    {
        if (IsSaving)
        {
            Forget();
        }
    }

    /// <summary>The first statement of the save is about to run: takes the states before.</summary>
    public async ValueTask CaptureAsync(bool async, CancellationToken cancellationToken)
    {
        if (!IsToCapture)
        {
            return;
        }

        _captured = true;
        bool detects = _context.ChangeTracker.AutoDetectChangesEnabled;
        _context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            _tracked = new TrackedEntities(_context);
            List<EntityEntry> touched = new TouchedResources(_tracked, _plans).Find();
            if (touched.Count == 0)
            {
                return;
            }

            if (_services.Operations.Current is not { } operation)
            {
                Refuse(touched);
                return;
            }

            if (HasOutbox && !InTransaction)
            {
                throw new InvalidOperationException(
                    $"{_context.GetType()} keeps audit events in an outbox, but Database.AutoTransactionBehavior is Never and no transaction runs, so "
                    + "that change and event cannot commit together. Begin a transaction, or leave AutoTransactionBehavior as it is.");
            }

            await CaptureAsync(touched, operation, async, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>The save's own transaction is about to commit: the events go with it.</summary>
    public async ValueTask CommittingAsync(DbTransaction transaction, bool async, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_broken, transaction))
        {
            throw new InvalidOperationException("The transaction cannot commit: audit events of an earlier save in it could not be written. Roll it back.");
        }

        if (IsSaving && HasOutbox)
        {
            await SettleAsync(async, cancellationToken).ConfigureAwait(false);
            await WriteAsync(transaction, async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The save has ended well.</summary>
    public async ValueTask EndAsync(bool async, CancellationToken cancellationToken)
    {
        try
        {
            if (_saving.Count > 0)
            {
                await SettleAsync(async, cancellationToken).ConfigureAwait(false);
                await HandOverAsync(async, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>The save has failed: nothing was written.</summary>
    public void Fail() => Leave();

    private bool InTransaction =>
        _context.Database.CurrentTransaction is not null || Transaction.Current is not null || _context.Database.GetEnlistedTransaction() is not null;

    private void NoteAttached(EntityEntry entry)
    {
        if (entry.State != EntityState.Added)
        {
            _attached.Add(entry.Entity);
        }
    }

    private void Refuse(List<EntityEntry> touched)
    {
        string first = _plans[touched[0].Metadata].Resource!.ResourceType;
        switch (_services.Options.OutsideOperations)
        {
            case UnauditedSave.Warn:
                CaptureLog.SavedOutsideOperation(_services.Logger, _context.GetType(), touched.Count, first);
                break;
            case UnauditedSave.Refuse:
                throw new InvalidOperationException(
                    $"{_context.GetType()} is about to save a resource of type '{first}' while no audited command runs. Put [Audited(…)] on the handler, "
                    + "run it through IAuditOperations.RunAsync(…), or set EntityFrameworkOptions.OutsideOperations.");
            default:
                break;
        }
    }

    private async ValueTask HandOverAsync(bool async, CancellationToken cancellationToken)
    {
        DbTransaction? transaction = _context.Database.CurrentTransaction?.GetDbTransaction();
        if (HasOutbox)
        {
            try
            {
                await WriteAsync(transaction, async, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                _broken = transaction;
                throw;
            }

            return;
        }

        SavedResource[] saved = TakeSaved();
        if (transaction is not null && _services.PendingOf(transaction) is { } pending)
        {
            pending.Add(saved);
        }
        else if ((Transaction.Current ?? _context.Database.GetEnlistedTransaction()) is { } ambient)
        {
            HandOverWith(ambient, saved);
        }
        else
        {
            await saved[0].Owner.CommittedAsync(saved).ConfigureAwait(false);
        }
    }

    private static void HandOverWith(Transaction ambient, SavedResource[] saved)
    {
        var pending = new PendingResources();
        pending.Add(saved);
        ambient.TransactionCompleted += (_, completed) =>
        {
            if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
            {
                Synchronously.Run(pending.CommitAsync());
            }
            else
            {
                pending.Discard();
            }
        };
    }

    private ValueTask WriteAsync(DbTransaction? transaction, bool async, CancellationToken cancellationToken)
    {
        if (_saving.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        SavedResource[] saved = TakeSaved();
        return _outbox!.WriteAsync(_context, transaction, _services.Time, saved[0].Owner, saved, async, cancellationToken);
    }

    private SavedResource[] TakeSaved()
    {
        var saved = new SavedResource[_saving.Count];
        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = _saving[i].Saved;
        }

        _saving.Clear();
        return saved;
    }

    private void Leave()
    {
        if (_ownTransaction)
        {
            _context.Database.AutoTransactionBehavior = AutoTransactionBehavior.WhenNeeded;
            _ownTransaction = false;
        }

        _depth = Math.Max(0, _depth - 1);
        _isLosing = false;
        Forget();
    }

    private void Forget()
    {
        _saving.Clear();
        _tracked = null;
        _captured = false;
        _settled = false;
    }
}
