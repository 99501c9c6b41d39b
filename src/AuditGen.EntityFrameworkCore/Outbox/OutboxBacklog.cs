using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>What waits in an outbox, whoever has taken it; rows set aside as damaged do not count.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Oldest">When the oldest of them was written, or <see langword="null"/> where none waits.</param>
internal sealed record OutboxBacklog(long Rows, DateTimeOffset? Oldest)
{
    /// <summary>How long the oldest row has waited by the given time.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => Oldest is { } oldest && now > oldest ? now - oldest : TimeSpan.Zero;

    /// <summary>Asks the table.</summary>
    /// <param name="context">Reads it.</param>
    /// <param name="refusedMark">What damaged rows are marked with.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<OutboxBacklog> ReadAsync(DbContext context, string refusedMark, CancellationToken cancellationToken)
    {
        var found = await context.Set<AuditOutboxRow>()
            .Where(row => row.Journal != refusedMark)
            .GroupBy(static _ => 1)
            .Select(static rows => new { Count = rows.LongCount(), Oldest = rows.Min(static row => row.WrittenAt) })
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? new OutboxBacklog(0, null) : new OutboxBacklog(found.Count, new DateTimeOffset(DateTime.SpecifyKind(found.Oldest, DateTimeKind.Utc)));
    }
}
