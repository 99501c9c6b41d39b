using System.Text;
using System.Text.RegularExpressions;
using AuditGen.Actors;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>Answers queries by looking at every event, written from docs/query.md alone: what the store is compared with.</summary>
internal sealed class NaiveTrail(IEnumerable<byte[]> texts)
{
    private readonly List<AuditEvent> _events = [.. texts.Select(text => AuditEvent.Parse(text)).OrderBy(one => one.Id)];

    public List<Guid> Ids(AuditQuery query, AuditOrder order)
    {
        List<Guid> ids = [.. _events.Where(one => Matches(query, one)).Select(one => one.Id)];
        if (order == AuditOrder.NewestFirst)
        {
            ids.Reverse();
        }

        return ids;
    }

    public AuditFacets Count(AuditQuery query, AuditFacetRequest request)
    {
        List<AuditEvent> found = [.. _events.Where(one => Matches(query, one) && (request.UpTo is not { } last || one.Id.CompareTo(last) <= 0))];
        return new AuditFacets(
            found.Count,
            [
                .. request.Dimensions.Select(dimension =>
                {
                    List<AuditFacetValue> values =
                    [
                        .. found.Select(one => Value(one, dimension)).Where(value => value is not null).GroupBy(value => value!)
                            .Select(group => new AuditFacetValue(group.Key, group.Count()))
                            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal),
                    ];
                    return new AuditFacet(dimension, [.. values.Take(request.Top)], values.Skip(request.Top).Sum(value => value.Count));
                }),
            ],
            request.Interval is not { } interval
                ? []
                : [.. found.GroupBy(one => Floor(interval, one.Timestamp)).OrderBy(group => group.Key).Select(group => new AuditBucket(group.Key, group.Count()))]);
    }

    public List<AuditEvent> Events(AuditQuery query) => [.. _events.Where(one => Matches(query, one))];

    public List<AuditActorProfile> Actors(AuditActorQuery query) =>
    [
        .. _events.Where(one => Matches(new AuditQuery { Access = query.Access, Actors = query.Ids }, one)).GroupBy(one => one.Actor.Id)
            .Select(group => new AuditActorProfile(group.Key, group.Last().Actor.Kind, At(group.First()), At(group.Last()))
            {
                Name = group.Last().Actor.Name,
                Email = group.Last().Actor.Email,
            })
            .Where(one => Words(query.Text ?? "").All(word => Words($"{one.Id} {one.Name} {one.Email}").Any(own => own.StartsWith(word, StringComparison.Ordinal))))
            .OrderByDescending(one => one.LastSeen).ThenBy(one => one.Id, StringComparer.Ordinal).Take(query.Limit),
    ];

    private static DateTimeOffset At(AuditEvent one) => DateTimeOffset.FromUnixTimeMilliseconds(one.Timestamp.ToUnixTimeMilliseconds());

    private static DateTimeOffset Floor(AuditInterval interval, DateTimeOffset time) => interval switch
    {
        AuditInterval.Hour => new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, TimeSpan.Zero),
        AuditInterval.Day => new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero),
        AuditInterval.Month => new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero),
        _ => Enumerable.Range(0, 7).Select(back => new DateTimeOffset(time.Date.AddDays(-back), TimeSpan.Zero)).First(day => day.DayOfWeek == DayOfWeek.Monday),
    };

    private static string? Value(AuditEvent one, AuditDimension dimension) => dimension switch
    {
        AuditDimension.Context => one.Context,
        AuditDimension.Tenant => one.Tenant,
        AuditDimension.Actor => one.Actor.Id,
        AuditDimension.OnBehalfOf => one.Actor.OnBehalfOf?.Id,
        AuditDimension.ResourceType => one.Resource?.Type,
        AuditDimension.Action => one.Action,
        AuditDimension.Category => one.Category.ToName(),
        _ => one.Outcome.ToName(),
    };

    private static bool Matches(AuditQuery query, AuditEvent one)
    {
        if (query.Access.Contexts is { } contexts && !contexts.Contains(one.Context))
        {
            return false;
        }

        if (query.Access.Tenants is { } tenants && (one.Tenant is null ? !query.Access.WithoutTenant : !tenants.Contains(one.Tenant)))
        {
            return false;
        }

        return In(query.Contexts, one.Context) && In(query.Tenants, one.Tenant) && In(query.Actors, one.Actor.Id)
            && In(query.OnBehalfOf, one.Actor.OnBehalfOf?.Id) && In(query.ResourceTypes, one.Resource?.Type)
            && In(query.ResourceIds, one.Resource?.Id) && In(query.Actions, one.Action)
            && (query.Categories.Length == 0 || query.Categories.Contains(one.Category))
            && (query.Outcomes.Length == 0 || query.Outcomes.Contains(one.Outcome))
            && (query.Operations.Length == 0 || query.Operations.Contains(one.Operation))
            && In(query.Sessions, one.Session) && In(query.Correlations, one.Correlation)
            && (query.From is null || Millisecond(one.Timestamp) >= Millisecond(query.From.Value))
            && (query.To is null || Millisecond(one.Timestamp) < Millisecond(query.To.Value))
            && Changed(query, one) && HasWords(query.Text, one);
    }

    private static long Millisecond(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMillisecond;

    private static bool In(IReadOnlyCollection<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));

    private static bool Changed(AuditQuery query, AuditEvent one)
    {
        bool path = query.ChangedPath is null || one.Changes.Any(change => Regex.IsMatch(change.Path, Pattern(query.ChangedPath)));
        return path && Side(query.OldValue, change => change.Old) && Side(query.NewValue, change => change.New);

        bool Side(string? pattern, Func<AuditChange, AuditValue> side) => pattern is null || one.Changes.Any(change =>
            Regex.IsMatch(
                side(change).IsMissing ? change.Path : change.Path + "=" + side(change).ToSearchText(),
                Pattern((query.ChangedPath ?? "*") + "=" + pattern),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
    }

    private static string Pattern(string pattern)
    {
        StringBuilder regex = new(@"\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            bool escaped = pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\';
            regex.Append(!escaped && pattern[i] == '*' ? @"[\s\S]*" : Regex.Escape(pattern[escaped ? ++i : i].ToString()));
        }

        return regex.Append(@"\z").ToString();
    }

    private static bool HasWords(string? text, AuditEvent one)
    {
        if (text is null)
        {
            return true;
        }

        List<string> all = [];
        void Take(string? some) => all.AddRange(Words(some ?? string.Empty));
        Take(one.Action);
        Take(one.Resource?.Type);
        Take(one.Resource?.Id);
        Take(one.Resource?.Name);
        Take(one.Actor.Id);
        Take(one.Actor.Name);
        Take(one.Actor.Email);
        Take(one.Actor.OnBehalfOf?.Id);
        Take(one.Actor.OnBehalfOf?.Name);
        Take(one.Reason);
        foreach (AuditChange change in one.Changes)
        {
            Take(change.Path);
            Take(change.Old.ToSearchText());
            Take(change.New.ToSearchText());
        }

        foreach (AuditDatum datum in one.Data)
        {
            Take(datum.Value.ToSearchText());
        }

        // A star makes a beginning of the word right before it.
        return text.Split(' ').All(wanted =>
        {
            List<string> words = [.. Words(wanted)];
            int beginning = wanted.EndsWith('*') ? words.Count - 1 : -1;
            return words.Index().All(word => word.Index == beginning
                ? all.Any(own => own.StartsWith(word.Item, StringComparison.Ordinal))
                : all.Contains(word.Item));
        });
    }

    // Words of the pools used here: Han characters alone, other letters and digits in runs.
    private static IEnumerable<string> Words(string text) =>
        Regex.Matches(text, @"[\u4e00-\u9fff]|[\p{L}\p{M}\p{N}-[\u4e00-\u9fff]]+").Select(match => match.Value.ToLowerInvariant());
}
