using System.Collections.Immutable;
using System.Text.Json;
using AuditGen.Actors;
using AuditGen.AspNetCore.Answers;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Counts by dimension and over time.</summary>
internal sealed class FacetEndpoint(EndpointServices services)
{
    public async Task CountAsync(HttpContext http)
    {
        var question = new QuestionReader(http, "dimension", "top", "interval", "up_to", "wait_for");
        AuditQuery query = question.Query(services.AccessOf(http));
        ImmutableArray<AuditDimension> dimensions = [.. question.Names<AuditDimension>("dimension").Distinct()];
        int top = question.Number("top", 1, 1000) ?? 12;
        AuditInterval? interval = question.Name<AuditInterval>("interval");
        Guid? upTo = question.Id("up_to");
        if (!await services.IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        FacetAnswer? answer = await services.AskAsync(http, async cancel =>
        {
            AuditInterval width = interval ?? await ChooseAsync(query, cancel).ConfigureAwait(false);
            var request = new AuditFacetRequest { Dimensions = dimensions, Top = top, Interval = width, UpTo = upTo };
            AuditFacets facets = await services.Reader.CountAsync(query, request, cancel).ConfigureAwait(false);
            return new FacetAnswer(facets, width, await NamesAsync(facets, query.Access, cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);
        if (answer is not null)
        {
            await JsonAnswer.WriteAsync(http, writer => Write(writer, answer)).ConfigureAwait(false);
        }
    }

    /// <summary>Between some ten and some hundred buckets, whatever the range.</summary>
    private async Task<AuditInterval> ChooseAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        DateTimeOffset? from = query.From ?? await EndAsync(query, AuditOrder.OldestFirst, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? to = query.To ?? await EndAsync(query, AuditOrder.NewestFirst, cancellationToken).ConfigureAwait(false);
        return (to - from)?.TotalDays switch
        {
            null or < 4 => AuditInterval.Hour,
            < 120 => AuditInterval.Day,
            < 800 => AuditInterval.Week,
            _ => AuditInterval.Month,
        };
    }

    private async Task<DateTimeOffset?> EndAsync(AuditQuery query, AuditOrder order, CancellationToken cancellationToken)
    {
        AuditPage page = await services.Reader.SearchAsync(query, new AuditPaging { Order = order, Size = 1 }, cancellationToken).ConfigureAwait(false);
        return page.Records.IsEmpty ? null : page.Records[0].Event.Timestamp;
    }

    /// <summary>What the actors among the values are called.</summary>
    private async ValueTask<Dictionary<string, string>> NamesAsync(AuditFacets facets, AuditAccess access, CancellationToken cancellationToken)
    {
        ImmutableArray<string> ids =
        [
            .. facets.ByDimension.Where(static facet => IsActor(facet.Dimension)).SelectMany(static facet => facet.Values)
                .Select(static value => value.Value).Distinct(StringComparer.Ordinal).Take(AuditActorQuery.MaxLimit),
        ];
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        if (ids.IsEmpty || services.Actors is not { } directory)
        {
            return names;
        }

        foreach (AuditActorProfile actor in await directory.SearchAsync(new AuditActorQuery { Access = access, Ids = ids, Limit = AuditActorQuery.MaxLimit }, cancellationToken).ConfigureAwait(false))
        {
            if (actor.Name is { } name)
            {
                names[actor.Id] = name;
            }
        }

        return names;
    }

    private static bool IsActor(AuditDimension dimension) => dimension is AuditDimension.Actor or AuditDimension.OnBehalfOf;

    private static void Write(Utf8JsonWriter writer, FacetAnswer answer)
    {
        (AuditFacets facets, AuditInterval width, Dictionary<string, string> names) = answer;
        writer.WriteNumber("total", facets.Total);
        writer.WriteNumber("may_exceed_by", facets.MayExceedBy);
        writer.WriteStartObject("dimensions");
        foreach (AuditFacet facet in facets.ByDimension)
        {
            writer.WriteStartArray(QuestionReader.Snake(facet.Dimension.ToString()));
            foreach (AuditFacetValue value in facet.Values)
            {
                writer.WriteStartObject();
                writer.WriteString("value", value.Value);
                if (IsActor(facet.Dimension) && names.TryGetValue(value.Value, out string? name))
                {
                    writer.WriteString("name", name);
                }

                writer.WriteNumber("count", value.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("histogram");
        writer.WriteNumber("bucket_seconds", width switch
        {
            AuditInterval.Hour => 3_600,
            AuditInterval.Day => 86_400,
            AuditInterval.Week => 604_800,
            _ => 2_629_746,
        });
        writer.WriteStartArray("buckets");
        foreach (AuditBucket bucket in facets.Histogram)
        {
            writer.WriteStartObject();
            writer.WriteString("from", bucket.From.UtcDateTime);
            writer.WriteNumber("count", bucket.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record FacetAnswer(AuditFacets Facets, AuditInterval Width, Dictionary<string, string> Names);
}
