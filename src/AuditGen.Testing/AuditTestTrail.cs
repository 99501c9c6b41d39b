using System.Collections.Immutable;

namespace AuditGen.Testing;

/// <summary>
/// The trail of a test, in memory: every event that the application under test left, as a store would return it. Safe for
/// use by several threads.
/// </summary>
public sealed class AuditTestTrail
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, AuditEvent?> _open = [];
    private ImmutableArray<AuditEvent> _events = [];
    private AuditAppendException? _refusal;
    private AuditAppendException? _failure;

    /// <summary>The events so far, in the order appended.</summary>
    public ImmutableArray<AuditEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return _events;
            }
        }
    }

    /// <summary>
    /// The intents of the operations that are running: what a trail would tell, with outcome <see cref="AuditOutcome.Unknown"/>,
    /// if the process died now.
    /// </summary>
    public ImmutableArray<AuditEvent> OpenIntents
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Values.OfType<AuditEvent>()];
            }
        }
    }

    /// <summary>Number of operations that have reserved room and neither appended nor released it.</summary>
    public int RunningOperations
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    internal Guid LastId { get; init; }

    /// <summary>From now on there is no room: commands are refused unrun, until the result is disposed.</summary>
    public IDisposable Full()
    {
        lock (_lock)
        {
            _refusal = new AuditAppendException("There is no room for audit events (arranged by the test). The command did not run.", commandCompleted: false);
        }

        return new Ending(() => _refusal = null, _lock);
    }

    /// <summary>From now on appends fail after the command has run, until the result is disposed. The events are not kept.</summary>
    public IDisposable Broken()
    {
        lock (_lock)
        {
            _failure = new AuditAppendException("The events could not be appended (arranged by the test). The command has taken effect.", commandCompleted: true);
        }

        return new Ending(() => _failure = null, _lock);
    }

    /// <summary>Forgets the events so far.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _events = [];
        }
    }

    internal void Reserve(Guid operation, ReadOnlyMemory<byte> intent)
    {
        lock (_lock)
        {
            if (_refusal is not null)
            {
                throw _refusal;
            }

            _open[operation] = intent.IsEmpty ? null : AuditEvent.Parse(intent.ToArray());
        }
    }

    internal void Append(Guid operation, List<byte[]> texts)
    {
        lock (_lock)
        {
            _open.Remove(operation);
            if (_failure is not null && texts.Count > 0)
            {
                throw _failure;
            }

            _events = _events.AddRange(texts.Select(text => AuditEvent.Parse(text)));
        }
    }

    private sealed class Ending(Action end, Lock sync) : IDisposable
    {
        public void Dispose()
        {
            lock (sync)
            {
                end();
            }
        }
    }
}
