using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>Makes commits fail.</summary>
public sealed class Faults : DbTransactionInterceptor
{
    /// <summary>How many of the next commits fail.</summary>
    public int FailingCommits { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        FailingCommits-- > 0 ? throw new TransientException() : ValueTask.FromResult(result);
}
