using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Brings runs of events to the store, one request at a time, and does not give up: it ends when every event is stored or
/// in quarantine, or when it is cancelled. Reused; used by one caller at a time.
/// </summary>
internal sealed class BulkDelivery : IDisposable
{
    // Position alone says which event an item speaks about, so ids need not come back.
    private const string Path = "/_bulk?require_data_stream=true&include_source_on_error=false"
        + "&filter_path=errors,items.*._index,items.*.status,items.*.failure_store,items.*.error.type,items.*.error.reason";

    private readonly DeliveryContext _context;
    private readonly bool _isAside;
    private readonly BulkBody _body;
    private readonly Backoff _backoff;
    private PendingEvent[] _pending = new PendingEvent[256];
    private BulkItemResult[] _results = new BulkItemResult[256];
    private int _count;
    private int _limit;

    /// <param name="context">What deliveries share.</param>
    /// <param name="isAside">Whether it carries a context that is held back: what others say of the store is not changed by it.</param>
    public BulkDelivery(DeliveryContext context, bool isAside = false)
    {
        _context = context;
        _isAside = isAside;
        _body = new BulkBody(context.Log, context.Options.Compress);
        _backoff = new Backoff(context.Options.FirstRetry, context.Options.LongestRetry, context.Random);
    }

    /// <summary>Adds an event to the next delivery.</summary>
    public void Add(int record, StreamTarget target)
    {
        if (_count == _pending.Length)
        {
            Array.Resize(ref _pending, _pending.Length * 2);
            Array.Resize(ref _results, _results.Length * 2);
        }

        _pending[_count++] = new PendingEvent { Record = record, Target = target, FirstGeneration = -1 };
    }

    /// <summary>Delivers everything added, but what is left out.</summary>
    /// <param name="page">The page.</param>
    /// <param name="holds">Says which contexts are left out; <see langword="null"/> where none ever is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task DeliverAsync(JournalPage page, PageHolds? holds, CancellationToken cancellationToken)
    {
        try
        {
            _limit = _count;
            int failures = 0;
            LeaveOut(page, holds);
            while (_count > 0)
            {
                int sent = BuildBody(page);
                (RequestVerdict verdict, string? reason, TimeSpan? retryAfter) = await SendAsync(sent, cancellationToken).ConfigureAwait(false);
                Attempt attempt = verdict switch
                {
                    RequestVerdict.Items => Apply(page, sent),
                    RequestVerdict.TooLarge => SendLess(page, sent, reason!),
                    RequestVerdict.Pause => new Attempt(Progress: false, Retry: false, Pause: Pause(string.Empty, reason!)),
                    _ => Failed(sent, verdict, reason!),
                };
                failures = attempt.Progress ? 0 : failures;
                LeaveOut(page, holds);
                if (_count == 0)
                {
                    break;
                }

                if (attempt.Retry)
                {
                    failures++;
                    await Task.Delay(Shortened(_backoff.After(failures, retryAfter), holds), _context.Time, cancellationToken).ConfigureAwait(false);
                }
                else if (attempt.Pause)
                {
                    await Task.Delay(Shortened(_context.Options.PauseRetry, holds), _context.Time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _count = 0;
            _body.Clear();
        }
    }

    public void Dispose() => _body.Dispose();

    /// <summary>Takes out the events of contexts that are held back.</summary>
    private void LeaveOut(JournalPage page, PageHolds? holds)
    {
        if (holds is null)
        {
            return;
        }

        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!holds.LeavesOut(_pending[i].Target, page.Records[_pending[i].Record].Index))
            {
                _pending[kept++] = _pending[i];
            }
        }

        _count = kept;
    }

    /// <summary>A pause ends when it is time to hold a context back.</summary>
    private TimeSpan Shortened(TimeSpan pause, PageHolds? holds)
    {
        for (int i = 0; holds is not null && i < _count; i++)
        {
            if (_pending[i].Target.TroubledSince is not null && holds.Left(_pending[i].Target) is var left && left < pause)
            {
                pause = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
            }
        }

        return pause;
    }

    private int BuildBody(JournalPage page)
    {
        _body.Clear();
        int sent = 0;
        ReadOnlySpan<JournalRecord> records = page.Records;
        while (sent < _count && sent < _limit && (sent == 0 || _body.PlainLength < _context.Options.MaxBytes))
        {
            ref PendingEvent item = ref _pending[sent];
            ref readonly JournalRecord record = ref records[item.Record];
            if (!_body.Add(record, item.Target, item.IsDegraded))
            {
                Degrade(record, ref item, "the text is not an event text of version 1");
            }

            sent++;
        }

        _body.Complete();
        return sent;
    }

    private async ValueTask<(RequestVerdict Verdict, string? Reason, TimeSpan? RetryAfter)> SendAsync(int sent, CancellationToken cancellationToken)
    {
        var request = new ElasticsearchRequest(HttpMethod.Post, Path)
        {
            Body = _body.Content,
            BodyKind = ElasticsearchBodyKind.NdJson,
            IsGzip = _body.IsGzip,
            Timeout = _context.Options.RequestTimeout,
        };
        _context.Status.CountRequest(_body.Content.Length);
        _context.Metrics.Request(_body.Content.Length, sent);
        try
        {
            using ElasticsearchResponse response = await _context.Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            ElasticsearchError error = response.IsSuccess ? ElasticsearchError.None : ElasticsearchError.Read(response.Body.Span);
            RequestVerdict verdict = BulkClassifier.OfRequest(response.Status, response.IsJson, error.Type);
            if (verdict == RequestVerdict.Items)
            {
                return BulkAnswer.TryRead(response.Body.Span, _results.AsSpan(0, sent))
                    ? (verdict, null, null)
                    : (RequestVerdict.RetryUnknown, "The answer to a bulk request could not be understood.", null);
            }

            return (verdict, $"HTTP {response.Status} {error}".TrimEnd(' ', ':'), response.RetryAfter);
        }
        catch (ElasticsearchTransportException failure)
        {
            return (failure.OutcomeUnknown ? RequestVerdict.RetryUnknown : RequestVerdict.Retry, failure.Message, null);
        }
    }

    private Attempt Failed(int sent, RequestVerdict verdict, string reason)
    {
        if (verdict == RequestVerdict.RetryUnknown)
        {
            foreach (ref PendingEvent item in _pending.AsSpan(0, sent))
            {
                if (!item.OutcomeUnknown)
                {
                    item.OutcomeUnknown = true;
                    item.FirstGeneration = item.Target.Generation;
                }
            }
        }

        Retrying(reason);
        return new Attempt(Progress: false, Retry: true, Pause: false);
    }

    private Attempt SendLess(JournalPage page, int sent, string reason)
    {
        if (sent > 1)
        {
            _limit = sent / 2;
            return new Attempt(Progress: true, Retry: false, Pause: false);
        }

        bool kept = Refuse(page, 0, reason);
        if (!kept)
        {
            _pending.AsSpan(1, --_count).CopyTo(_pending);
        }

        return new Attempt(Progress: true, Retry: false, Pause: false);
    }

    private Attempt Apply(JournalPage page, int sent)
    {
        Answered();
        var attempt = new Attempt(Progress: false, Retry: false, Pause: false);
        var tally = default(Tally);
        int kept = 0;
        for (int i = 0; i < sent; i++)
        {
            BulkItemResult result = _results[i];
            bool keep;
            switch (result.Verdict)
            {
                case BulkVerdict.Stored or BulkVerdict.AlreadyStored:
                    Count(_pending[i], result, ref tally);
                    keep = false;
                    break;
                case BulkVerdict.Refused:
                    keep = Refuse(page, i, result.Reason!);
                    attempt = attempt with { Progress = true };
                    break;
                case BulkVerdict.Pause:
                    _pending[i].Target.NotTaken(result.Reason!, _context.Time);
                    attempt = attempt with { Pause = Pause(_pending[i].Target.Context, result.Reason!) };
                    keep = true;
                    break;
                default:
                    _pending[i].Target.NotTaken(result.Reason!, _context.Time);
                    Retrying(result.Reason!);
                    attempt = attempt with { Retry = true };
                    keep = true;
                    break;
            }

            if (keep)
            {
                _pending[kept++] = _pending[i];
            }
        }

        _pending.AsSpan(sent, _count - sent).CopyTo(_pending.AsSpan(kept));
        _count = kept + _count - sent;

        // What fitted once may be doubled until something does not.
        _limit = kept < sent ? Math.Max(_limit, Math.Min(sent * 2, _context.Options.MaxEvents)) : _limit;
        Report(tally);
        return attempt with { Progress = attempt.Progress || tally.Total > 0 };
    }

    private static void Count(in PendingEvent item, in BulkItemResult result, ref Tally tally)
    {
        if (result.Verdict == BulkVerdict.AlreadyStored)
        {
            tally.AlreadyStored++;
        }
        else
        {
            tally.Stored++;
            if (item.OutcomeUnknown && result.Generation > item.FirstGeneration)
            {
                tally.PossibleDuplicates++;
            }
        }

        if (item.IsDegraded)
        {
            tally.Degraded++;
        }

        item.Target.Seen(result.Generation);
        tally.Last = item.Target;
    }

    private void Report(in Tally tally)
    {
        if (tally.Total == 0)
        {
            return;
        }

        _context.Status.CountEvents(tally.Stored, tally.AlreadyStored, tally.PossibleDuplicates, tally.Degraded);
        _context.Metrics.Events(tally.Stored, tally.AlreadyStored, tally.PossibleDuplicates, tally.Degraded);
        if (!_isAside)
        {
            _context.Status.Took(tally.Last!.Context);
        }
    }

    /// <summary>Whether the event stays: it is tried once more in degraded form before the quarantine gets it.</summary>
    private bool Refuse(JournalPage page, int position, string reason)
    {
        if (!_pending[position].IsDegraded)
        {
            Degrade(page.Records[_pending[position].Record], ref _pending[position], reason);
            return true;
        }

        JournalRecord record = page.Records[_pending[position].Record];
        string why = _pending[position].Refusal is { } first && !first.Equals(reason, StringComparison.Ordinal) ? $"{first}; degraded: {reason}" : reason;
        lock (_context.Quarantine)
        {
            _context.Quarantine.Add(_context.Options.Name, record, why);
        }

        _context.Status.CountQuarantined();
        _context.Metrics.Quarantined();
        ExporterLog.Quarantined(_context.Logger, record.Id, record.Context, why);
        return false;
    }

    private void Degrade(in JournalRecord record, ref PendingEvent item, string reason)
    {
        item.IsDegraded = true;
        item.Refusal = reason;
        ExporterLog.Degraded(_context.Logger, record.Id, record.Context, reason);
    }

    private void Answered()
    {
        if (_isAside)
        {
            return;
        }

        if (_context.Status.HasTrouble)
        {
            ExporterLog.Recovered(_context.Logger);
        }

        _context.Status.Answered();
    }

    private void Retrying(string reason)
    {
        _context.Metrics.Failed();
        if (_isAside)
        {
            return;
        }

        if (_context.Status.State == ExporterState.Running)
        {
            ExporterLog.Retrying(_context.Logger, reason);
        }

        _context.Status.CountFailedRequest();
        _context.Status.Retrying(reason);
    }

    private bool Pause(string context, string reason)
    {
        if (!_isAside && _context.Status.Pause(context, reason))
        {
            ExporterLog.Paused(_context.Logger, context.Length == 0 ? "(all)" : context, reason);
        }

        return true;
    }

    /// <summary>What came of one request.</summary>
    private readonly record struct Attempt(bool Progress, bool Retry, bool Pause);

    private struct Tally
    {
        public long Stored;
        public long AlreadyStored;
        public long PossibleDuplicates;
        public long Degraded;
        public StreamTarget? Last;

        public readonly long Total => Stored + AlreadyStored;
    }
}
