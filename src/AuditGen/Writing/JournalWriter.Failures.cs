using AuditGen.Journal;

namespace AuditGen.Writing;

/// <content>What happens to callers and their events when a transaction fails.</content>
internal sealed partial class JournalWriter
{
    private void Failed(int count, Exception e)
    {
        _metrics.Failed();
        if (e is JournalException { BlamesEntry: true })
        {
            if (count > 1)
            {
                _alone = count;
            }
            else
            {
                SetAside(e);
            }

            return;
        }

        if (_state.Failure is null)
        {
            _failingSince = _time.GetTimestamp();
            _state.Failure = new WriterFailure(e.Message, _time.GetUtcNow());
            WriterLog.Failing(_logger, e);
            _reservations.Suspend(suspended: true);
        }

        bool transient = e is JournalException { IsTransient: true };
        RefuseIntents(onlyWhenFail: transient);
        if (!transient || _time.GetElapsedTime(_failingSince) >= _appendTimeout)
        {
            TellWaiting(e);
        }

        Pause();
    }

    /// <summary>The item at the head cannot be written, while others can: its caller is told, and the others go on.</summary>
    private void SetAside(Exception e)
    {
        WriteItem item = _backlog[0];
        Remove(0);
        if (item.Kind == WriteItemKind.OpenIntent)
        {
            Refuse(item, e);
            return;
        }

        if (!item.WasSetAside)
        {
            WriterLog.SetAside(_logger, item.Operation, item.Context, e);
            item.Completion?.TryFail(NotDurable(e));
        }
        else
        {
            Lengthen();
        }

        // A completion that was used goes back to its pool: it must not be reached from here again.
        _keptSince = _time.GetTimestamp();
        _kept.Add(item with { Completion = null, WasSetAside = true });
        _state.Kept = _kept.Count + _told;
    }

    private void Remove(int index)
    {
        _backlog.RemoveAt(index);
        _alone = index < _alone ? _alone - 1 : _alone;
        _told = index < _told ? _told - 1 : _told;
    }

    /// <summary>Operations that have not run get an exception: where their context prefers it to waiting, or waiting is in vain.</summary>
    private void RefuseIntents(bool onlyWhenFail)
    {
        for (int i = _backlog.Count - 1; i >= 0; i--)
        {
            WriteItem item = _backlog[i];
            if (item is { Kind: WriteItemKind.OpenIntent, Completion: not null } && (!onlyWhenFail || item.WhenFull == WhenFull.Fail))
            {
                Remove(i);
                Refuse(item, exception: null);
            }
        }
    }

    private void Refuse(in WriteItem item, Exception? exception)
    {
        item.Return();
        item.Completion?.TryFail(new AuditAppendException(
            "The command was not run: its audit intent could not be journaled. " + (exception?.Message ?? _state.Failure?.Reason),
            commandCompleted: false,
            exception));
    }

    /// <summary>Tells every caller still waiting that his events are not durable yet; the events stay in the backlog.</summary>
    private void TellWaiting(Exception e)
    {
        for (int i = _told; i < _backlog.Count; i++)
        {
            if (_backlog[i].Kind != WriteItemKind.OpenIntent)
            {
                _backlog[i].Completion?.TryFail(NotDurable(e));
                _backlog[i] = _backlog[i] with { Completion = null };
            }
        }

        _told = _backlog.Count;
        _state.Kept = _kept.Count + _told;
    }

    private static AuditAppendException NotDurable(Exception e) => new(
        "The command has taken effect, but its audit events are not durable yet: they are kept in memory and retried. Do not repeat the command. " + e.Message,
        commandCompleted: true,
        e);

    private void RetryKept()
    {
        _backlog.InsertRange(0, _kept);
        _alone += _kept.Count;
        _told += _kept.Count;
        _kept.Clear();
    }

    private void Pause()
    {
        if (_abandon)
        {
            return;
        }

        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        _wake.WaitOne();
        Lengthen();
    }

    private void Lengthen() => _pause = _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;

    private void FailAll(AuditAppendException exception)
    {
        while (_queue.Reader.TryRead(out WriteItem item))
        {
            _backlog.Add(item);
            Lost++;
        }

        foreach (WriteItem item in _backlog.Concat(_kept))
        {
            item.Completion?.TryFail(item.Kind == WriteItemKind.OpenIntent
                ? new AuditAppendException("The command was not run: the audit writer has ended.", commandCompleted: false, exception)
                : exception);
        }

        _backlog.Clear();
        _kept.Clear();
    }
}
