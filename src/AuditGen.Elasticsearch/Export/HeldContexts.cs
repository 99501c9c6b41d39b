using System.Collections.Immutable;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// The contexts that an exporter holds back so that the others go on. Each has a persisted cursor of its own, named after the
/// exporter and the context, and a runner that brings its events from there to the store, for as long as it takes; then the
/// exporter's own pages carry it again, and the cursor is forgotten.
/// </summary>
internal sealed class HeldContexts : IDisposable
{
    private const int PageEvents = 1024;
    private const int PageBytes = 4 * 1024 * 1024;

    private readonly IJournal _journal;
    private readonly IJournalCursors _cursors;
    private readonly DeliveryContext _context;
    private readonly Func<string, StreamTarget> _targetOf;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldContext> _held = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(0);

    /// <param name="journal">The journal.</param>
    /// <param name="cursors">Its cursors: those of contexts held back by an earlier process are taken up.</param>
    /// <param name="context">What deliveries share.</param>
    /// <param name="targetOf">Where the events of a context go.</param>
    public HeldContexts(IJournal journal, IJournalCursors cursors, DeliveryContext context, Func<string, StreamTarget> targetOf)
    {
        _journal = journal;
        _cursors = cursors;
        _context = context;
        _targetOf = targetOf;
        foreach (JournalCursorPosition cursor in cursors.Positions.Where(cursor => cursor.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string name = cursor.Name[Prefix.Length..];
            _held[name] = new HeldContext(name, cursors.Open(cursor.Name, cursor.IsStoreOfRecord));
            context.Status.Hold(name, "held back by an earlier process");
        }
    }

    private string Prefix => _context.Options.Name + "/";

    /// <summary>The contexts that are held back, each with the number of events that its runner has not looked at.</summary>
    public ImmutableArray<(string Context, long Behind)> Behind
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Values.Where(static held => !held.HasCaughtUp).Select(held => (held.Context, Math.Max(0, _journal.NextIndex - held.Position)))];
            }
        }
    }

    /// <summary>Whether the exporter's own page leaves an event out.</summary>
    public bool LeavesOut(string context, long index)
    {
        lock (_gate)
        {
            return _held.Count > 0 && _held.TryGetValue(context, out HeldContext? held) && held.LeavesOut(index);
        }
    }

    /// <summary>The exporter's own pages have been taken up to an index, durably: cursors of contexts that they carry again are forgotten.</summary>
    public void Passed(long index)
    {
        lock (_gate)
        {
            foreach (HeldContext held in _held.Values.Where(held => held.HasCaughtUp && held.ResumeAt <= index).ToArray())
            {
                _cursors.Forget(held.Cursor.Name);
                _held.Remove(held.Context);
            }
        }
    }

    /// <summary>Holds back what a page has left out. When it returns, cursors are durable, and the page may be acknowledged.</summary>
    /// <exception cref="JournalException">A cursor could not be made durable: the page may not be acknowledged.</exception>
    public void Hold(PageHolds holds, long pageEnd)
    {
        lock (_gate)
        {
            foreach ((string context, long first, string reason) in holds.Held)
            {
                if (!_held.TryGetValue(context, out HeldContext? held))
                {
                    IJournalCursor cursor = _cursors.Open(Prefix + context, _context.Options.IsStoreOfRecord);
                    _held[context] = held = new HeldContext(context, cursor);
                }

                if (first > held.Cursor.Position)
                {
                    held.Cursor.Acknowledge(first);
                }

                held.HoldAgain(pageEnd);
                _context.Status.Hold(context, reason);
                ExporterLog.HeldBack(_context.Logger, context, first, reason);
            }
        }

        _changed.Release();
    }

    /// <summary>Runs until cancelled: one runner for each context that is held back.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var runners = new List<Task>();
        try
        {
            while (true)
            {
                runners.RemoveAll(static runner => runner.IsCompleted);
                lock (_gate)
                {
                    foreach (HeldContext held in _held.Values.Where(static held => held is { HasCaughtUp: false, HasRunner: false }))
                    {
                        held.HasRunner = true;
                        runners.Add(Task.Run(() => BringAsync(held, cancellationToken), CancellationToken.None));
                    }
                }

                await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops: cursors say where to go on.
        }

        await Task.WhenAll(runners).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private async Task BringAsync(HeldContext held, CancellationToken cancellationToken)
    {
        using var delivery = new BulkDelivery(_context, isAside: true);
        using var page = new JournalPage();
        using IJournalReader reader = _journal.OpenReader();
        StreamTarget target = _targetOf(held.Context);
        try
        {
            while (true)
            {
                long position = held.Cursor.Position;
                reader.Read(position, page, PageEvents, PageBytes);
                if (page.Count == 0)
                {
                    if (HasCaughtUp(held, position))
                    {
                        return;
                    }

                    continue;
                }

                Select(page, held.Context, delivery, target);
                await delivery.DeliverAsync(page, holds: null, cancellationToken).ConfigureAwait(false);
                held.Cursor.Acknowledge(page.Records[^1].Index + 1);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The process stops, or the journal was closed.
        }
        catch (JournalException failure)
        {
            // Nothing is lost: the cursor stands where it stood, and another runner goes on there.
            ExporterLog.HeldBack(_context.Logger, held.Context, held.Cursor.Position, failure.Message);
            await Task.Delay(_context.Options.PauseRetry, _context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_gate)
            {
                held.HasRunner = false;
            }

            _changed.Release();
        }
    }

    private bool HasCaughtUp(HeldContext held, long position)
    {
        lock (_gate)
        {
            if (!held.CatchUp(position))
            {
                return false;
            }

            held.HasRunner = false;
            _context.Status.Took(held.Context);
        }

        ExporterLog.CaughtUp(_context.Logger, held.Context);
        return true;
    }

    private static void Select(JournalPage page, string context, BulkDelivery delivery, StreamTarget target)
    {
        ReadOnlySpan<JournalRecord> records = page.Records;
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i].Context.Equals(context, StringComparison.Ordinal))
            {
                delivery.Add(i, target);
            }
        }
    }
}
