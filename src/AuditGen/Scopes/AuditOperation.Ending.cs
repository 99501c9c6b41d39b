using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <content>Reserving room before the handler runs, and what happens when it has run.</content>
internal sealed partial class AuditOperation
{
    /// <inheritdoc/>
    public async ValueTask ReserveAsync(CancellationToken cancellationToken)
    {
        AuditContextOptions options = _operations.Options.For(Action.Context);
        if (Parent is null)
        {
            AppendUnit unit = await RentRoomAsync(options.Intents, cancellationToken).ConfigureAwait(false);
            lock (Transaction.Sync)
            {
                Transaction.Unit = unit;
            }
        }
        else
        {
            // The root's room is enough for all that join it; only the strictest durability counts.
            lock (Transaction.Sync)
            {
                Transaction.Unit?.Require(options.Durability);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(bool succeeded = true) => EndAsync(succeeded ? AuditOutcome.Success : AuditOutcome.Failure, exception: null);

    /// <inheritdoc/>
    public async ValueTask FailAsync(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            await EndAsync(AuditOutcome.Failure, exception).ConfigureAwait(false);
        }
        catch (AuditAppendException failure)
        {
            // The handler's own exception must reach the caller; the appender keeps the event and reports itself unhealthy.
            ScopeLog.FailureNotAppended(_operations.Logger, Handler.HandlerType, Handler.Method, failure);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Not an async method, so that the operation around this one becomes current again in the caller's own frame. An operation
    /// that was neither completed nor failed although room was reserved leaves an event with outcome <c>unknown</c>: its
    /// handler may have run.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        _operations.Current = _outer;
        if (!_running)
        {
            return ValueTask.CompletedTask;
        }

        if (Parent is null && Transaction.Unit is null)
        {
            _running = false;
            Transaction.Ended = true;
            DisposeData();
            return ValueTask.CompletedTask;
        }

        return EndAsync(AuditOutcome.Unknown, exception: null);
    }

    /// <summary>Gives the buffer of the command facts back, once the events are written.</summary>
    internal void DisposeData()
    {
        _isDataDue = true;
        if (_holds > 0)
        {
            return;
        }

        _data?.Dispose();
        _data = null;
    }

    private ValueTask EndAsync(AuditOutcome outcome, Exception? exception)
    {
        AppendUnit unit;
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Settle(outcome, exception);
            if (Parent is not null && !Transaction.Ended)
            {
                (Transaction.Nested ??= []).Add(this);
                return ValueTask.CompletedTask;
            }

            if (Parent is not null || Transaction.Unit is null)
            {
                return AppendOnItsOwnAsync();
            }

            Transaction.Ended = true;
            unit = Transaction.Unit;
            Transaction.Unit = null;
            new OperationEvents(_operations, Transaction, unit).WriteAll(this);
        }

        return AppendAsync(unit);
    }

    private void Settle(AuditOutcome outcome, Exception? exception)
    {
        if (!HasDeclaredOutcome)
        {
            Outcome = outcome;
        }

        ExceptionType = exception?.GetType().FullName;
        if (Outcome == AuditOutcome.Success)
        {
            Transaction.Resources.Settle(this);
            if (Parent is not null)
            {
                // It leaves an event or knows that nothing changed; either way the command around it did not go unrecorded.
                Parent.HasRecorded = true;
            }
        }
        else
        {
            Transaction.RollBack(this);
        }

        _running = false;
    }

    /// <summary>
    /// A root whose room was never reserved, or a nested command that nobody awaited and that ended after its root: its events
    /// are a transaction of their own under the same operation.
    /// </summary>
    private async ValueTask AppendOnItsOwnAsync()
    {
        AppendUnit unit = await RentRoomAsync(withIntent: false, CancellationToken.None).ConfigureAwait(false);
        lock (Transaction.Sync)
        {
            var events = new OperationEvents(_operations, Transaction, unit);
            if (Parent is null)
            {
                Transaction.Ended = true;
                events.WriteAll(this);
            }
            else
            {
                events.WriteOnly(this);
            }
        }

        await AppendAsync(unit).ConfigureAwait(false);
    }

    private async ValueTask<AppendUnit> RentRoomAsync(bool withIntent, CancellationToken cancellationToken)
    {
        AppendUnit unit = _operations.Units.Rent(Transaction.Id, Action.Context, _operations.Options.For(Action.Context));
        try
        {
            if (withIntent)
            {
                lock (Transaction.Sync)
                {
                    new OperationEvents(_operations, Transaction, unit).WriteIntent(this);
                }
            }

            await _operations.Appender.ReserveAsync(unit, cancellationToken).ConfigureAwait(false);
            return unit;
        }
        catch
        {
            unit.Dispose();
            throw;
        }
    }

    private ValueTask AppendAsync(AppendUnit unit)
    {
        if (unit.EventCount > 0)
        {
            return _operations.Appender.AppendAsync(unit);
        }

        _operations.Appender.Release(unit);
        return ValueTask.CompletedTask;
    }
}
