using System.Collections.Concurrent;

namespace AuditGen.Elasticsearch.Export;

/// <summary>What an exporter has done and what holds it up. Thread-safe; read by health checks and by people.</summary>
public sealed class ExporterStatus
{
    private readonly ConcurrentDictionary<string, string> _paused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _held = new(StringComparer.Ordinal);
    private string? _retrying;
    private long _stored;
    private long _alreadyStored;
    private long _possibleDuplicates;
    private long _degraded;
    private long _quarantined;
    private long _requests;
    private long _failedRequests;
    private long _bytesSent;

    /// <summary>How it fares now.</summary>
    public ExporterState State => !_paused.IsEmpty || !_held.IsEmpty ? ExporterState.Paused : _retrying is null ? ExporterState.Running : ExporterState.Retrying;

    /// <summary>What holds it up, in words, without any value of an event; <see langword="null"/> where nothing does.</summary>
    public string? Problem
    {
        get
        {
            foreach ((string context, string reason) in _paused.Concat(_held))
            {
                return context.Length == 0 ? reason : $"{context}: {reason}";
            }

            return _retrying;
        }
    }

    /// <summary>Contexts held back so that others go on: their events wait in the journal, and are tried by themselves.</summary>
    public IReadOnlyCollection<string> HeldContexts => [.. _held.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Events stored.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>Events that an earlier request had stored already, whose answer was lost.</summary>
    public long AlreadyStored => Volatile.Read(ref _alreadyStored);

    /// <summary>
    /// Events that may be in the store twice: sent again after a lost answer, and stored in a newer backing index. Readers
    /// drop the second one; counts may exceed the truth by at most this number.
    /// </summary>
    public long PossibleDuplicates => Volatile.Read(ref _possibleDuplicates);

    /// <summary>Events stored as fixed keywords and original text, because the store refused them as they were.</summary>
    public long Degraded => Volatile.Read(ref _degraded);

    /// <summary>Events that the store refused in either form and the quarantine holds.</summary>
    public long Quarantined => Volatile.Read(ref _quarantined);

    /// <summary>Requests sent.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that failed as a whole.</summary>
    public long FailedRequests => Volatile.Read(ref _failedRequests);

    /// <summary>Bytes of request bodies sent, after compression.</summary>
    public long BytesSent => Volatile.Read(ref _bytesSent);

    internal void CountRequest(int bytes)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void CountEvents(long stored, long alreadyStored, long possibleDuplicates, long degraded)
    {
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _alreadyStored, alreadyStored);
        Interlocked.Add(ref _possibleDuplicates, possibleDuplicates);
        Interlocked.Add(ref _degraded, degraded);
    }

    internal void CountQuarantined() => Interlocked.Increment(ref _quarantined);

    internal void CountFailedRequest() => Interlocked.Increment(ref _failedRequests);

    /// <summary>Whether the store as a whole, or a context that is not held back, is in difficulties.</summary>
    internal bool HasTrouble => !_paused.IsEmpty || _retrying is not null;

    /// <summary>A context is held back: what is said of it no longer concerns the others.</summary>
    internal void Hold(string context, string reason)
    {
        _held[context] = reason;
        _paused.TryRemove(context, out _);
        _retrying = null;
    }

    internal void Retrying(string reason) => _retrying = reason;

    /// <summary>Whether it is news.</summary>
    internal bool Pause(string context, string reason)
    {
        bool known = _paused.TryGetValue(context, out string? before) && before.Equals(reason, StringComparison.Ordinal);
        _paused[context] = reason;
        return !known;
    }

    /// <summary>The store answered a request.</summary>
    internal void Answered()
    {
        _retrying = null;
        if (!_paused.IsEmpty)
        {
            _paused.TryRemove(string.Empty, out _);
        }
    }

    /// <summary>The store took an event of the context.</summary>
    internal void Took(string context)
    {
        if (!_paused.IsEmpty)
        {
            _paused.TryRemove(context, out _);
        }

        if (!_held.IsEmpty)
        {
            _held.TryRemove(context, out _);
        }
    }
}
