using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuditGen.EntityFrameworkCore.CrashChild;

/// <summary>Where a shop stops for good, so that the process dies exactly there.</summary>
internal sealed class Gate(string phase, int passes, Action reached) : DbTransactionInterceptor
{
    private int _passes = passes;

    /// <summary>Whether commands run: making the database has commits of its own.</summary>
    public bool IsArmed { get; set; }

    /// <summary>The shop is at that point.</summary>
    public void At(string point)
    {
        if (IsArmed && point == phase && Interlocked.Decrement(ref _passes) < 0)
        {
            reached();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>Change and events are written, and not committed.</summary>
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        At("committing");
        return ValueTask.FromResult(result);
    }

    /// <summary>Change and events are committed, and the command does not know it yet.</summary>
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        At("committed");
        return Task.CompletedTask;
    }
}
