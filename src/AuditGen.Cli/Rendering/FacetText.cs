using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>Counts for programs.</summary>
internal static class FacetText
{
    /// <summary>One JSON object.</summary>
    public static void WriteJson(IBufferWriter<byte> output, AuditFacets facets)
    {
        using (var json = new Utf8JsonWriter(output, EventAnswer.Json))
        {
            json.WriteStartObject();
            json.WriteNumber("total", facets.Total);
            json.WriteNumber("may_exceed_by", facets.MayExceedBy);
            json.WriteStartObject("dimensions");
            foreach (AuditFacet facet in facets.ByDimension)
            {
                Write(json, facet);
            }

            json.WriteEndObject();
            json.WriteStartArray("histogram");
            foreach (AuditBucket bucket in facets.Histogram)
            {
                json.WriteStartObject();
                json.WriteString("from", ShownTime.Utc(bucket.From));
                json.WriteNumber("count", bucket.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>One row a value: <c>dimension,value,count</c>. Values that are not listed are counted together, without a value.</summary>
    public static void WriteCsv(IBufferWriter<byte> output, AuditFacets facets)
    {
        AuditCsv.WriteRow(output, "dimension", "value", "count");
        AuditCsv.WriteRow(output, "total", "", Text(facets.Total));
        foreach (AuditFacet facet in facets.ByDimension)
        {
            string name = FacetNames.Of(facet.Dimension);
            foreach (AuditFacetValue value in facet.Values)
            {
                AuditCsv.WriteRow(output, name, value.Value, Text(value.Count));
            }

            if (facet.Other > 0)
            {
                AuditCsv.WriteRow(output, name, "", Text(facet.Other));
            }
        }

        foreach (AuditBucket bucket in facets.Histogram)
        {
            AuditCsv.WriteRow(output, "time", ShownTime.Utc(bucket.From), Text(bucket.Count));
        }
    }

    private static void Write(Utf8JsonWriter json, AuditFacet facet)
    {
        json.WriteStartObject(FacetNames.Of(facet.Dimension));
        json.WriteStartArray("values");
        foreach (AuditFacetValue value in facet.Values)
        {
            json.WriteStartObject();
            json.WriteString("value", value.Value);
            json.WriteNumber("count", value.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("other", facet.Other);
        json.WriteEndObject();
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
