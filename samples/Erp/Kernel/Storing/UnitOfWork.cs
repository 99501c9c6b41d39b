namespace Erp.Kernel;

/// <summary>The writes of one request: committed one by one, or together when a transaction is open.</summary>
internal sealed class UnitOfWork(BusinessStore store) : ITransactions
{
    private readonly List<IPendingWrite> _pending = [];
    private Transaction? _outermost;

    /// <summary>Aggregates committed so far.</summary>
    public int Committed { get; private set; }

    /// <summary>Called when all is ready to commit: where the simulation lets clients hang up.</summary>
    public Action? Committing { get; set; }

    public ITransaction Begin()
    {
        var transaction = new Transaction(this, _outermost);
        _outermost ??= transaction;
        return transaction;
    }

    public void Save(IPendingWrite write, CancellationToken cancellationToken)
    {
        _pending.Add(write);
        if (_outermost is null)
        {
            Commit(cancellationToken);
        }
    }

    private void Commit(CancellationToken cancellationToken)
    {
        try
        {
            Committing?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            store.Commit(_pending);
            Committed += _pending.DistinctBy(static write => write.Target).Count();
        }
        finally
        {
            _pending.Clear();
        }
    }

    private sealed class Transaction(UnitOfWork work, Transaction? outermost) : ITransaction
    {
        private bool _committed;
        private bool _doomed;

        public Task CommitAsync(CancellationToken cancellationToken)
        {
            if (_doomed)
            {
                throw new CommitFailedException("A part of the transaction was rolled back.");
            }

            if (outermost is null)
            {
                work.Commit(cancellationToken);
            }

            _committed = true;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            if (outermost is null)
            {
                work._pending.Clear();
                work._outermost = null;
            }
            else if (!_committed)
            {
                outermost._doomed = true;
            }

            return ValueTask.CompletedTask;
        }
    }
}
