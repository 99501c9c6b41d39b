using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <content>What change trackers recorded: it is committed, or part of a transaction that travels with its events.</content>
internal sealed partial class AuditOperation
{
    private int _holds;
    private bool _isDataDue;

    /// <summary>Whether events of this command were handed over already, with the business transaction.</summary>
    public bool HasLeftEvents { get; private set; }

    /// <summary>
    /// Something of the command was written whose events come later: it did not go unrecorded, and its facts are needed until
    /// <see cref="Release"/>.
    /// </summary>
    public void Hold()
    {
        lock (Transaction.Sync)
        {
            HasRecorded = true;
            _holds++;
        }
    }

    /// <summary>A change tracker watches what the command does: where it finds nothing to write, nothing changed.</summary>
    public void MarkWatched()
    {
        lock (Transaction.Sync)
        {
            HasRecorded = true;
        }
    }

    /// <summary>Ends one <see cref="Hold"/>.</summary>
    public void Release()
    {
        lock (Transaction.Sync)
        {
            if (--_holds == 0 && _isDataDue)
            {
                DisposeData();
            }
        }
    }

    /// <summary>Whether statements changed rows that no change tracker saw, and nobody said which.</summary>
    public bool HasUnseenChanges { get; private set; }

    /// <summary>
    /// A statement changed rows behind the change tracker. Unless the handler says what changed, the operation leaves an event
    /// with unknown changes.
    /// </summary>
    public void MarkUnseenChanges()
    {
        lock (Transaction.Sync)
        {
            HasRecorded = HasUnseenChanges = true;
        }
    }

    /// <summary>
    /// Writes the event of a statement that changed rows behind the change tracker, to be stored in its transaction. Writes none
    /// where the handler has said what it changes.
    /// </summary>
    /// <returns>The event; dispose it once it is copied.</returns>
    public AppendUnit WriteUnseenChanges()
    {
        AppendUnit unit = _operations.Units.Rent(Transaction.Id, Action.Context, _operations.Options.For(Action.Context));
        try
        {
            lock (Transaction.Sync)
            {
                HasRecorded = true;
                if (!HasSaid)
                {
                    new OperationEvents(_operations, Transaction, unit).WriteUnseenChanges(this);
                    HasLeftEvents = true;
                }
            }

            return unit;
        }
        catch
        {
            unit.Dispose();
            throw;
        }
    }

    /// <summary>The resources were committed. They are told when the operation ends, or at once where it has ended.</summary>
    /// <param name="saves">What each save of this command wrote, in the order of time; each resource once a save.</param>
    /// <exception cref="AuditAppendException">The operation has ended, and the events could not be appended.</exception>
    public ValueTask CommittedAsync(params IReadOnlyList<IReadOnlyList<SavedResource>> saves)
    {
        lock (Transaction.Sync)
        {
            HasRecorded = true;
            if (!Transaction.Ended)
            {
                foreach (IReadOnlyList<SavedResource> saved in saves)
                {
                    Transaction.Resources.Saved(this, saved);
                }

                return ValueTask.CompletedTask;
            }
        }

        return AppendSavedAsync([.. saves.SelectMany(static saved => saved)]);
    }

    /// <summary>
    /// Writes the events of resources that are part of a running business transaction, to be stored in that same transaction.
    /// The operation itself tells nothing of them.
    /// </summary>
    /// <param name="saved">What this command wrote, in the order of time.</param>
    /// <returns>The events; dispose it once they are copied.</returns>
    public AppendUnit WriteSaved(IReadOnlyList<SavedResource> saved)
    {
        AppendUnit unit = _operations.Units.Rent(Transaction.Id, Action.Context, _operations.Options.For(Action.Context));
        try
        {
            lock (Transaction.Sync)
            {
                HasRecorded = true;
                foreach (SavedResource resource in saved)
                {
                    Transaction.Resources.Forget(resource.Instance);
                }

                new OperationEvents(_operations, Transaction, unit).WriteSaved(this, saved);
                HasLeftEvents |= unit.EventCount > 0;
            }

            return unit;
        }
        catch
        {
            unit.Dispose();
            throw;
        }
    }

    private async ValueTask AppendSavedAsync(IReadOnlyList<SavedResource> saved)
    {
        AppendUnit unit = await RentRoomAsync(withIntent: false, CancellationToken.None).ConfigureAwait(false);
        lock (Transaction.Sync)
        {
            new OperationEvents(_operations, Transaction, unit).WriteSaved(this, saved);
        }

        await AppendAsync(unit).ConfigureAwait(false);
    }
}
