using System.Collections.Immutable;
using AuditGen.Elasticsearch.Tests.Server;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>Lets one request in five fail: first in every way known, one after the other, then in any. Thread-safe.</summary>
internal sealed class InjectedFaults(ClusterModel cluster, Random chance)
{
    private static readonly Fault[] Whole = [.. Enum.GetValues<Fault>().Where(fault => fault is not (Fault.None or Fault.PartialFailure or Fault.WriteBlock))];

    private readonly Lock _gate = new();
    private readonly Dictionary<Fault, int> _injected = [];

    /// <summary>Every way there is.</summary>
    public static ImmutableArray<Fault> All { get; } = [.. Whole, Fault.PartialFailure, Fault.WriteBlock];

    /// <summary>How many requests failed, by the way in which they did.</summary>
    public IReadOnlyDictionary<Fault, int> Injected => _injected;

    /// <summary>How many requests failed.</summary>
    public int Count => _injected.Values.Sum();

    /// <summary>Decides about the next request.</summary>
    public Fault Next()
    {
        lock (_gate)
        {
            if (chance.Next(5) != 0)
            {
                return Fault.None;
            }

            int count = Count;
            Fault fault = count < All.Length ? All[count] : All[chance.Next(All.Length)];
            if (count >= All.Length && fault == Fault.TimeoutExecutedLater && chance.Next(3) != 0)
            {
                // Waiting for a timeout takes real time: seldom, and nothing else is lost by that.
                fault = Fault.ResetAfter;
            }

            _injected[fault] = _injected.GetValueOrDefault(fault) + 1;
            switch (fault)
            {
                case Fault.PartialFailure:
                    cluster.FailItems(chance.Next(1, 40), chance.Next(2) == 0 ? 429 : 503, "es_rejected_execution_exception");
                    return Fault.None;
                case Fault.WriteBlock:
                    cluster.FailItems(chance.Next(1, 40), 403, "cluster_block_exception");
                    return Fault.None;
                default:
                    return fault;
            }
        }
    }
}
