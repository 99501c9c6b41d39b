using AuditGen.Scopes;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>What was saved in a transaction that has not ended, in the order of time, where no outbox carries it.</summary>
internal sealed class PendingResources
{
    private readonly List<SavedResource[]> _saves = [];
    private readonly List<int> _savepoints = [];

    /// <summary>Adds what a save of one operation wrote, which is held until <see cref="CommitAsync"/> or <see cref="Discard"/>.</summary>
    public void Add(SavedResource[] saved)
    {
        saved[0].Owner.Hold();
        _saves.Add(saved);
    }

    /// <summary>The application made a savepoint.</summary>
    public void Mark() => _savepoints.Add(_saves.Count);

    /// <summary>The application released a savepoint: the latest, as savepoints nest.</summary>
    public void Unmark()
    {
        if (_savepoints.Count > 0)
        {
            _savepoints.RemoveAt(_savepoints.Count - 1);
        }
    }

    /// <summary>
    /// The application rolled back to a savepoint. Nobody says to which: where there is one it is clear what is undone; of what
    /// was saved between several nobody knows, and it is recorded so.
    /// </summary>
    public void RollBackToSavepoint()
    {
        if (_savepoints.Count == 0)
        {
            return;
        }

        int last = _savepoints[^1];
        Remove(last);
        for (int i = _savepoints[0]; i < last; i++)
        {
            foreach (SavedResource resource in _saves[i])
            {
                resource.Error = new AuditStateException("The transaction was rolled back to one of several savepoints.");
            }
        }
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Discard() => Remove(from: 0);

    /// <summary>The transaction was committed.</summary>
    public async ValueTask CommitAsync()
    {
        try
        {
            foreach (IGrouping<AuditOperation, SavedResource[]> group in _saves.GroupBy(static saved => saved[0].Owner))
            {
                await group.Key.CommittedAsync([.. group]).ConfigureAwait(false);
            }
        }
        finally
        {
            Discard();
        }
    }

    private void Remove(int from)
    {
        for (int i = from; i < _saves.Count; i++)
        {
            _saves[i][0].Owner.Release();
        }

        _saves.RemoveRange(from, _saves.Count - from);
    }
}
