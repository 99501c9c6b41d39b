using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite.Archives;
using AuditGen.Sqlite.Store;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <content>Months that cost less: made, compared with what they were, put back.</content>
public sealed partial class SqliteAuditStore
{
    /// <inheritdoc/>
    public ValueTask<ArchivingReport> ArchiveAsync(IRetentionPolicies policies, CancellationToken cancellationToken = default) =>
        ArchiveAsync(policies, progress: null, cancellationToken);

    /// <inheritdoc cref="IAuditArchiver.ArchiveAsync"/>
    /// <param name="policies">The policies.</param>
    /// <param name="progress">Told how far it is; called by the archiving thread.</param>
    /// <param name="cancellationToken">Ends it at the next safe point.</param>
    public async ValueTask<ArchivingReport> ArchiveAsync(IRetentionPolicies policies, IProgress<ArchivingProgress>? progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        if (_indexer is null)
        {
            throw new InvalidOperationException("The store was opened for reading.");
        }

        await _archiving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => _archiver.RunAsync(policies, progress, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Translate(exception, "A segment could not be archived");
        }
        finally
        {
            _archiving.Release();
        }
    }

    /// <summary>Compares every archive's file with the hash that was taken when it was verified.</summary>
    /// <exception cref="AuditStoreException">Names the first archive that is missing or was changed.</exception>
    public Task VerifyArchivesAsync(CancellationToken cancellationToken = default) => VerifyArchivesAsync(progress: null, cancellationToken);

    /// <inheritdoc cref="VerifyArchivesAsync(CancellationToken)"/>
    /// <param name="progress">Told how many bytes have been compared.</param>
    /// <param name="cancellationToken">Ends it between two archives.</param>
    public Task VerifyArchivesAsync(IProgress<long>? progress, CancellationToken cancellationToken = default) =>
        Task.Run(() => _archiver.Verify(progress, cancellationToken), cancellationToken);

    /// <summary>
    /// Puts the file of an archive that was kept elsewhere, or comes from a backup, back into its place, beside a running application
    /// too. Which one it is, its hash tells; a changed file in its place is kept beside it.
    /// </summary>
    /// <param name="file">The file; it is copied.</param>
    /// <param name="cancellationToken">Cancels before it begins.</param>
    /// <returns>The archive, which answers from now on.</returns>
    /// <exception cref="AuditStoreException">The file is no archive of this store, or not as it was when the store verified it.</exception>
    public Task<AuditStoreSegment> AttachArchiveAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Task.Run(() => Describe(new ArchiveAttachment(_options, _manifest).Attach(file)), cancellationToken);
    }
}
