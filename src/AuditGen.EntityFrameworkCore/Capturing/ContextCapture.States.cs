using AuditGen.Scopes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <content>The states before and after of what a save touches.</content>
internal sealed partial class ContextCapture
{
    private async ValueTask CaptureAsync(List<EntityEntry> touched, AuditOperation operation, bool async, CancellationToken cancellationToken)
    {
        var before = new RowCopies(_tracked!, _plans, original: true);
        foreach (EntityEntry entry in touched)
        {
            AuditResourceType type = _plans[entry.Metadata].Resource!;
            var saved = new SavedResource { Owner = operation, Type = type, Instance = entry.Entity };
            bool isRead = IsAttached(entry);
            try
            {
                saved.Before = entry.State == EntityState.Added ? null
                    : isRead ? await ReadAsync(entry, async, cancellationToken).ConfigureAwait(false)
                    : before.Capture(entry);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The command is not disturbed: its event says that the changes are unknown, and why.
                saved.Error = exception;
            }

            _saving.Add(new CapturedResource(entry, saved, entry.State == EntityState.Deleted, isRead));
        }
    }

    private async ValueTask SettleAsync(bool async, CancellationToken cancellationToken)
    {
        if (_settled || _saving.Count == 0)
        {
            return;
        }

        _settled = true;
        bool detects = _context.ChangeTracker.AutoDetectChangesEnabled;
        _context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var after = new RowCopies(_tracked!, _plans, original: false);
            foreach (CapturedResource captured in _saving)
            {
                SavedResource saved = captured.Saved;
                if (captured.IsDeleted || saved.Error is not null)
                {
                    continue;
                }

                try
                {
                    saved.After = captured.IsRead
                        ? await ReadAsync(captured.Entry, async, cancellationToken).ConfigureAwait(false)
                        : after.Capture(captured.Entry);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // As before: unknown, and why.
                    saved.Error = exception;
                }
            }
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private async ValueTask<object?> ReadAsync(EntityEntry entry, bool async, CancellationToken cancellationToken)
    {
        StoredCopies stored = StoredCopies.Open(_context, _plans);
        try
        {
            return await stored.ReadAsync(entry, async, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (async)
            {
                await stored.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                stored.Dispose();
            }
        }
    }

    /// <summary>Whether the entity, or a part of it, was attached by hand, so that the change tracker does not know what the database holds.</summary>
    private bool IsAttached(EntityEntry entry)
    {
        if (_attached.Count == 0)
        {
            return false;
        }

        if (_attached.Contains(entry.Entity))
        {
            return true;
        }

        foreach (INavigation part in _plans[entry.Metadata].Parts)
        {
            foreach (object target in RowCopies.Members(entry.Navigation(part)))
            {
                if (IsAttached(_context.Entry(target)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
