using AuditGen.Scopes;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>What was saved in a transaction that has not ended, in the order of time, where no outbox carries it.</summary>
internal sealed class PendingResources
{
    private readonly List<SavedResource> _saved = [];
    private readonly List<int> _savepoints = [];

    /// <summary>Adds what a save wrote. Their operations are held until <see cref="CommitAsync()"/> or <see cref="Discard"/>.</summary>
    public void Add(IEnumerable<SavedResource> saved)
    {
        foreach (SavedResource resource in saved)
        {
            resource.Owner.Hold();
            _saved.Add(resource);
        }
    }

    /// <summary>The application made a savepoint.</summary>
    public void Mark() => _savepoints.Add(_saved.Count);

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
            _saved[i].Error = new AuditStateException("The transaction was rolled back to one of several savepoints.");
        }
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Discard() => Remove(from: 0);

    /// <summary>The transaction was committed.</summary>
    public async ValueTask CommitAsync()
    {
        try
        {
            await CommitAsync(_saved).ConfigureAwait(false);
        }
        finally
        {
            Discard();
        }
    }

    /// <summary>Hands over what was committed to the operations that wrote it.</summary>
    public static async ValueTask CommitAsync(IEnumerable<SavedResource> saved)
    {
        foreach (IGrouping<AuditOperation, SavedResource> group in saved.GroupBy(static resource => resource.Owner))
        {
            await group.Key.CommittedAsync([.. group]).ConfigureAwait(false);
        }
    }

    private void Remove(int from)
    {
        for (int i = from; i < _saved.Count; i++)
        {
            _saved[i].Owner.Release();
        }

        _saved.RemoveRange(from, _saved.Count - from);
    }
}
