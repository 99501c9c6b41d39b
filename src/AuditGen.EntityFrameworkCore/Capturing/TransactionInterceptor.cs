using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Tells captures how the transactions end that Entity Framework began.</summary>
internal sealed class TransactionInterceptor(CaptureServices services) : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Started(eventData, result);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Started(eventData, result);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is { } context)
        {
            Synchronously.Run(services.For(context).CommittingAsync(transaction, async: false, CancellationToken.None));
        }

        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context)
        {
            await services.For(context).CommittingAsync(transaction, async: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        services.Signal.Raise();
        if (services.Take(transaction) is { } pending)
        {
            Synchronously.Run(pending.CommitAsync());
        }
    }

    public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        services.Signal.Raise();
        if (services.Take(transaction) is { } pending)
        {
            await pending.CommitAsync().ConfigureAwait(false);
        }
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => services.Take(transaction)?.Discard();

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        services.Take(transaction)?.Discard();
        return Task.CompletedTask;
    }

    public override void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) => Application(transaction, eventData)?.Mark();

    public override Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Application(transaction, eventData)?.Mark();
        return Task.CompletedTask;
    }

    public override void ReleasedSavepoint(DbTransaction transaction, TransactionEventData eventData) => Application(transaction, eventData)?.Unmark();

    public override Task ReleasedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Application(transaction, eventData)?.Unmark();
        return Task.CompletedTask;
    }

    public override void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        Application(transaction, eventData)?.RollBackToSavepoint();

    public override Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Application(transaction, eventData)?.RollBackToSavepoint();
        return Task.CompletedTask;
    }

    private void Started(TransactionEndEventData eventData, DbTransaction transaction)
    {
        services.Watch(transaction);
        if (eventData.Context is { } context)
        {
            services.For(context).Restart();
        }
    }

    // The savepoints around a save are Entity Framework's own: when it rolls back to one, the save has failed and nothing of it is pending.
    private PendingResources? Application(DbTransaction transaction, TransactionEventData eventData) =>
        eventData.Context is { } context && services.For(context).IsSaving ? null : services.PendingOf(transaction);
}
