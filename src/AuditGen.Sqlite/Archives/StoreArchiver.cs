using System.Collections.Immutable;
using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Archives;

/// <summary>
/// Turns month segments that are due into archives: seal, build beside, verify against the source, let the archive answer,
/// release the source. Each step is durable before the next begins, so that an interrupted run goes on where it was.
/// </summary>
internal sealed class StoreArchiver(SqliteStoreOptions options, StoreManifest manifest, MonthReaders readers, Func<StoreSegment, CancellationToken, ValueTask> seal)
{
    /// <summary>Archives what is due.</summary>
    public async ValueTask<ArchivingReport> RunAsync(IRetentionPolicies policies, IProgress<ArchivingProgress>? progress, CancellationToken cancellationToken)
    {
        RemoveUnfinished();
        ImmutableArray<string>.Builder archived = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder released = ImmutableArray.CreateBuilder<string>();
        long events = 0;
        long before = 0;
        long after = 0;
        foreach (StoreSegment segment in manifest.Read().Segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoreSegment current = segment;
            if (current.State == SegmentState.Live && await IsDueAsync(current, policies, cancellationToken).ConfigureAwait(false))
            {
                await seal(current, cancellationToken).ConfigureAwait(false);
                current = Renewed(current);
                Phase("sealed");
            }

            if (current.State == SegmentState.Sealed)
            {
                before += new FileInfo(PathOf(current.LiveFile)).Length;
                Archive(current, new SegmentProgress(current.Name, progress), cancellationToken);
                current = Renewed(current);
                archived.Add(current.Name);
                events += current.Events;
                after += current.Bytes;
                Phase("archived");
            }

            if (current.State == SegmentState.Archived && Release(current))
            {
                released.Add(current.Name);
                Phase("released");
            }
        }

        return new ArchivingReport(archived.DrainToImmutable(), released.DrainToImmutable(), events, before, after);
    }

    /// <summary>Compares every archive's file with the hash taken when it was verified.</summary>
    /// <exception cref="AuditStoreException">Names the first archive that is missing or was changed.</exception>
    public void Verify(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long verified = 0;
        foreach (StoreSegment segment in manifest.Read().Segments.Where(segment => segment.IsArchive))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = PathOf(segment.ArchiveFile);
            if (!File.Exists(path))
            {
                throw new AuditStoreException($"The archive {path} is missing: {segment.Events} events have been taken away. Restore it from a backup.");
            }

            if (!ArchiveVerifier.HashOf(path).AsSpan().SequenceEqual(manifest.HashOf(segment)))
            {
                throw new AuditStoreException($"The archive {path} was changed after it had been verified. Keep a copy as evidence and restore it from a backup.");
            }

            verified += new FileInfo(path).Length;
            progress?.Report(verified);
        }
    }

    private async ValueTask<bool> IsDueAsync(StoreSegment segment, IRetentionPolicies policies, CancellationToken cancellationToken)
    {
        DateTimeOffset end = EventKey.TimeOf(segment.Month + 1);
        DateTimeOffset now = options.Time.GetUtcNow();
        if (end > now)
        {
            return false;
        }

        // A month moves when the last of its contexts may.
        foreach (string context in Contexts(segment))
        {
            AuditRetention retention = await policies.ForAsync(context, cancellationToken).ConfigureAwait(false);
            if (end + retention.Hot + retention.Warm > now)
            {
                return false;
            }
        }

        return true;
    }

    private List<string> Contexts(StoreSegment segment)
    {
        MonthReader reader = readers.Rent(segment);
        try
        {
            List<string> contexts = [];
            using SqliteStatement rows = reader.Database.Prepare("SELECT value FROM terms WHERE dimension = ?1");
            rows.Bind(1, (int)AuditDimension.Context);
            while (rows.Step())
            {
                contexts.Add(StoredTerm.Back(rows.Text(0)));
            }

            return contexts;
        }
        finally
        {
            readers.Return(reader);
        }
    }

    private void Archive(StoreSegment segment, SegmentProgress progress, CancellationToken cancellationToken)
    {
        string source = PathOf(segment.LiveFile);
        string target = PathOf(segment.ArchiveFile);
        string building = target + ".building";
        ArchiveBuilder.Build(segment, source, building, new KeyedHash(manifest.HashKey.AsSpan()), progress, cancellationToken);
        Phase("built");
        long events = ArchiveVerifier.Verify(segment, source, building, progress, cancellationToken);
        byte[] hash = ArchiveVerifier.HashOf(building);
        File.SetAttributes(building, FileAttributes.ReadOnly);
        Phase("verified");
        if (File.Exists(target))
        {
            File.SetAttributes(target, FileAttributes.Normal);
        }

        File.Move(building, target, overwrite: true);
        Phase("named");
        manifest.Archive(segment, events, new FileInfo(target).Length, hash);
    }

    private bool Release(StoreSegment segment)
    {
        readers.Forget(segment.LiveFile);
        try
        {
            SqliteFiles.Remove(PathOf(segment.LiveFile));
        }
        catch (IOException)
        {
            // Another process reads it on a system that does not let go of open files: the next run tries again.
            return false;
        }

        manifest.Move(segment, SegmentState.Released);
        return true;
    }

    private void RemoveUnfinished()
    {
        foreach (string path in Directory.EnumerateFiles(options.Folder, "*.building"))
        {
            File.SetAttributes(path, FileAttributes.Normal);
            SqliteFiles.Remove(path);
        }
    }

    private StoreSegment Renewed(StoreSegment segment) =>
        manifest.Read().Segments.Single(other => other.Month == segment.Month && other.Part == segment.Part);

    private string PathOf(string file) => Path.Combine(options.Folder, file);

    private void Phase(string name) => options.Phase?.Invoke(name);
}
