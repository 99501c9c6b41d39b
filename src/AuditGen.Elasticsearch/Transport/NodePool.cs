using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>
/// Takes the nodes in turn and leaves failed ones alone for a while, longer with each failure. When all have failed, the
/// one whose time comes first is tried: a client never refuses to try.
/// </summary>
internal sealed class NodePool
{
    private readonly Lock _gate = new();
    private readonly Node[] _nodes;
    private readonly TimeSpan _revival;
    private readonly TimeSpan _maxRevival;
    private readonly TimeProvider _time;
    private int _next;

    public NodePool(ImmutableArray<Uri> addresses, TimeSpan revival, TimeSpan maxRevival, TimeProvider time)
    {
        _nodes = [.. addresses.Select(address => new Node(address))];
        _revival = revival;
        _maxRevival = maxRevival;
        _time = time;
    }

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Length;

    /// <summary>The node to try next.</summary>
    public Node Take()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            Node? first = null;
            for (int i = 0; i < _nodes.Length; i++)
            {
                Node node = _nodes[(_next + i) % _nodes.Length];
                if (node.DeadUntil <= now)
                {
                    _next = (_next + i + 1) % _nodes.Length;
                    return node;
                }

                if (first is null || node.DeadUntil < first.DeadUntil)
                {
                    first = node;
                }
            }

            return first!;
        }
    }

    /// <summary>The node answered.</summary>
    public void Succeeded(Node node)
    {
        if (Volatile.Read(ref node.Failures) == 0)
        {
            return;
        }

        lock (_gate)
        {
            node.Failures = 0;
            node.DeadUntil = long.MinValue;
        }
    }

    /// <summary>The node did not answer.</summary>
    public void Failed(Node node)
    {
        lock (_gate)
        {
            double factor = Math.Pow(2, Math.Min(node.Failures, 16));
            TimeSpan rest = TimeSpan.FromTicks((long)Math.Min(_revival.Ticks * factor, _maxRevival.Ticks));
            node.Failures++;
            node.DeadUntil = _time.GetTimestamp() + (long)(rest.TotalSeconds * _time.TimestampFrequency);
        }
    }

    internal sealed class Node(Uri address)
    {
        /// <summary>Failures since the last answer.</summary>
        internal int Failures;

        /// <summary>Timestamp until which it is left alone.</summary>
        internal long DeadUntil = long.MinValue;

        /// <summary>The address without a slash at its end.</summary>
        public string Address { get; } = address.AbsoluteUri.TrimEnd('/');
    }
}
