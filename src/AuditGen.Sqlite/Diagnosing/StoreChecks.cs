using AuditGen.Reading;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Is the store as it was made, and does it hold each event once?</summary>
internal static class StoreChecks
{
    public static async ValueTask LookAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        string folder = trail.Store!;
        bool isWhole = Files(trail, folder);
        if (!isWhole)
        {
            return;
        }

        SqliteAuditStore store = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder, Time = trail.Time });
        await using (store.ConfigureAwait(false))
        {
            long before = store.Position;
            AuditStoreStatus status = await store.StatusAsync(cancellationToken).ConfigureAwait(false);
            Count(trail, before, store.Position, status);
        }
    }

    private static bool Files(ExaminedTrail trail, string folder)
    {
        using StoreManifest manifest = StoreManifest.OpenForReading(folder);
        StoreSnapshot snapshot = manifest.Read();
        bool isWhole = true;
        foreach (StoreSegment segment in snapshot.Segments)
        {
            var file = new FileInfo(Path.Combine(folder, segment.File));
            if (!file.Exists || (segment.IsArchive && file.Length != segment.Bytes))
            {
                isWhole = false;
                trail.Error("store", $"{file.FullName} {(file.Exists ? "has not the size it was archived with" : "is missing")}.", "Keep what is there as evidence, and restore the file from a backup.");
            }
        }

        if (isWhole)
        {
            int archives = snapshot.Segments.Count(static segment => segment.IsArchive);
            trail.Fine("store", $"Its format is version {StoreSql.ManifestSchema.Version}, as this program reads it; segments: {snapshot.Segments.Length}, of them archives: {archives}.");
        }

        return isWhole;
    }

    /// <summary>Every event that was taken is stored or in quarantine, and is so once.</summary>
    private static void Count(ExaminedTrail trail, long before, long after, AuditStoreStatus status)
    {
        long events = status.Events + trail.Quarantined;
        string counted = $"{status.Events} events are stored and {trail.Quarantined} in quarantine, of {before} that were taken";
        if (events < before)
        {
            trail.Error("stored events", $"{counted}: {before - events} are missing.", "Run 'auditgen verify' to learn which; restore the store from a backup.");
        }
        else if (events > after && !trail.IsOwned)
        {
            trail.Warning("second copies", $"{counted}: {events - after} are there twice.", "Run 'auditgen verify' to learn which.");
        }
        else
        {
            trail.Fine("stored events", $"{counted}: each once.");
        }
    }
}
