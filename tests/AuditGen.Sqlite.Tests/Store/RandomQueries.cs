using AuditGen.Reading;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>Random questions over the pools that <see cref="RandomEvents"/> draws from.</summary>
internal sealed class RandomQueries(int seed, DateTimeOffset from, DateTimeOffset to)
{
    private static readonly string[] _texts =
        ["draft", "RED fox", "köln", "stra*", "東", "invoice u-1", "nothing", "pos*", "name of", "12 50", "a", "lone", "*", "日本", "i* f*", "mail* draft", "日* u*", "fox zz*"];

    private static readonly string[] _paths = ["/status", "/lines/*/quantity", "/lines*", "*quantity", "/m/a=b", "/none", "*"];

    private static readonly string[] _values =
        ["draft", "POSTED", "*st*", "Straße*", "*fox", "big * fox", "\\*", "\\\\", "1*", "null", "b", "*", "none", "x=draft", "東京都", "red"];

    private readonly Random _random = new(seed);

    public AuditQuery Next()
    {
        AuditQuery query = new() { Access = Access() };
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            query = Narrow(query);
        }

        return query;
    }

    private AuditAccess Access() => _random.Next(4) switch
    {
        0 => AuditAccess.To(Some(RandomEvents.Contexts), tenants: null),
        1 => AuditAccess.To(contexts: null, Some(RandomEvents.Tenants), withoutTenant: _random.Next(2) == 0),
        _ => AuditAccess.Everything,
    };

    private AuditQuery Narrow(AuditQuery query) => _random.Next(17) switch
    {
        0 => query with { Contexts = [.. Some(RandomEvents.Contexts)] },
        1 => query with { Tenants = [.. Some(RandomEvents.Tenants)] },
        2 => query with { Actors = [.. Some([.. RandomEvents.Actors, "nobody"])] },
        3 => query with { OnBehalfOf = [.. Some(RandomEvents.Actors)] },
        4 => query with { ResourceTypes = [.. Some(RandomEvents.ResourceTypes)] },
        5 => query with { ResourceIds = [.. Some(RandomEvents.Ids)] },
        6 => query with { Actions = ["invoice.approve", "order.cancel"] },
        7 => query with { Categories = [(AuditCategory)_random.Next(1, 7)] },
        8 => query with { Outcomes = [(AuditOutcome)_random.Next(4)] },
        9 => query with { Operations = [new Guid(_random.Next(40), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)] },
        10 => query with { Sessions = [.. Some(RandomEvents.Sessions)] },
        11 => query with { Correlations = [.. Some(RandomEvents.Sessions)] },
        12 => query with { From = Time() },
        13 => query with { To = Time() },
        14 => query with { ChangedPath = Pick(_paths) },
        15 => _random.Next(2) == 0 ? query with { OldValue = Pick(_values) } : query with { NewValue = Pick(_values) },
        _ => query with { Text = Pick(_texts) },
    };

    private DateTimeOffset Time() => from + ((to - from) * _random.NextDouble());

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    private List<T> Some<T>(IReadOnlyList<T> all)
    {
        List<T> some = [.. all.Where(_ => _random.Next(3) == 0)];
        return some.Count > 0 ? some : [Pick(all)];
    }
}
