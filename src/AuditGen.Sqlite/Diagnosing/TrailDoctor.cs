using System.Collections.Immutable;
using AuditGen.Diagnosing;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>
/// Looks a trail on SQLite over, beside its owner or without one, and says what is wrong and what to do. Only reads, takes no
/// lock, and looks at the rest where a part cannot be read.
/// </summary>
/// <param name="journal">The journal's folder.</param>
/// <param name="store">The store's folder; <see langword="null"/> where the store is not on SQLite.</param>
/// <param name="options">What is held to be wrong.</param>
/// <param name="time">The clock.</param>
public sealed class TrailDoctor(string journal, string? store, TrailDoctorOptions? options = null, TimeProvider? time = null)
{
    private const string Restore = "Keep a copy as evidence, and restore it from a backup.";

    /// <summary>Looks at everything once.</summary>
    /// <param name="cancellationToken">Gives up between two checks.</param>
    public async Task<ImmutableArray<AuditFinding>> ExamineAsync(CancellationToken cancellationToken = default)
    {
        var trail = new ExaminedTrail(journal, store, options ?? new TrailDoctorOptions(), time ?? TimeProvider.System);
        OwnerCheck.Look(trail);
        if (await TryAsync(trail, "journal", JournalChecks.ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            await TryAsync(trail, "segments", JournalChecks.SegmentsAsync, cancellationToken).ConfigureAwait(false);
            await TryAsync(trail, "torn tail", JournalChecks.LogsAsync, cancellationToken).ConfigureAwait(false);
            await TryAsync(trail, "quarantine", ConsumerChecks.QuarantineAsync, cancellationToken).ConfigureAwait(false);
            await TryAsync(trail, "consumers", ConsumerChecks.PositionsAsync, cancellationToken).ConfigureAwait(false);
            await TryAsync(trail, "checkpoints", LedgerCheck.LookAsync, cancellationToken).ConfigureAwait(false);
        }

        if (store is not null)
        {
            await TryAsync(trail, "store", StoreChecks.LookAsync, cancellationToken).ConfigureAwait(false);
        }

        DiskCheck.Look(trail);
        return [.. trail.Findings];
    }

    /// <returns>Whether it could be looked at.</returns>
    private static async Task<bool> TryAsync(ExaminedTrail trail, string subject, Func<ExaminedTrail, CancellationToken, ValueTask> check, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await check(trail, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception damage) when (damage is JournalException or LedgerException or AuditStoreException or SqliteException or FormatException)
        {
            trail.Error(subject, damage.Message, Restore);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            trail.Error(subject, unreadable.Message, "Run this as a user who may read the trail's folder.");
        }

        return false;
    }
}
