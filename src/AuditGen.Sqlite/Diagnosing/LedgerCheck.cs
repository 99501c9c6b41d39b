using AuditGen.Ledger;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Are events sealed by signed checkpoints?</summary>
internal static class LedgerCheck
{
    private const string Subject = "checkpoints";

    public static async ValueTask LookAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(trail.Journal, SqliteLedger.FileName)))
        {
            trail.Warning(Subject, "There is no ledger: changes of stored events cannot be detected.", "Let the application keep one (docs/ledger.md); UseSqlite does so by itself.");
            return;
        }

        SqliteLedger ledger = SqliteLedger.OpenForReading(trail.Journal);
        await using (ledger.ConfigureAwait(false))
        {
            if (ledger.Damage is { } damage)
            {
                trail.Error(Subject, $"The ledger is damaged: {damage}", "Run 'auditgen verify'; keep a copy as evidence, and restore it from a backup.");
                return;
            }

            StoredCheckpoint? last = await ledger.LastCheckpointAsync(cancellationToken).ConfigureAwait(false);
            var checkpoint = last is null ? null : LedgerCheckpoint.Parse(SignedNote.Parse(last.Note.Span).Text.Span);
            Judge(trail, checkpoint);
        }
    }

    private static void Judge(ExaminedTrail trail, LedgerCheckpoint? checkpoint)
    {
        long waiting = Math.Max(0, trail.Next - (checkpoint?.Size ?? 0));
        TimeSpan? age = trail.Time.GetUtcNow() - checkpoint?.Timestamp;
        string finding = checkpoint is null
            ? $"There is no checkpoint yet; {waiting} events wait for one."
            : $"The last checkpoint is {(age is { } known ? $"{ExaminedTrail.Text(known)} old" : "without a time")} and covers {checkpoint.Size} events; {waiting} wait for the next.";
        if (waiting == 0)
        {
            trail.Fine(Subject, finding);
        }
        else if (!trail.IsOwned)
        {
            trail.Notice(Subject, finding, "Nobody runs who signs: start the application.");
        }
        else if (trail.AgeOf(checkpoint?.Size ?? 0) > trail.Options.LongestCheckpointAge)
        {
            trail.Warning(Subject, finding, "Look at the application's health check of the ledger: the signer may fail, or its key may have run out.");
        }
        else
        {
            trail.Fine(Subject, finding);
        }
    }
}
