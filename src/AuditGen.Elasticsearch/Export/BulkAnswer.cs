using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Reads the answer to a bulk request, item by item, in the order of the request.</summary>
internal static class BulkAnswer
{
    /// <summary>Reads as many results as there were events.</summary>
    /// <returns>Whether the answer is whole and speaks about exactly these events.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, Span<BulkItemResult> results)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            int count = -1;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                bool isItems = reader.ValueTextEquals("items"u8);
                reader.Read();
                if (isItems)
                {
                    count = ReadItems(ref reader, results);
                }
                else
                {
                    reader.Skip();
                }
            }

            return count == results.Length;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static int ReadItems(ref Utf8JsonReader reader, Span<BulkItemResult> results)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return -1;
        }

        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            // {"create":{…}}
            reader.Read();
            reader.Read();
            BulkItemResult result = ReadItem(ref reader);
            reader.Read();
            if (count == results.Length)
            {
                return -1;
            }

            results[count++] = result;
        }

        return reader.TokenType == JsonTokenType.EndArray ? count : -1;
    }

    private static BulkItemResult ReadItem(ref Utf8JsonReader reader)
    {
        int status = 0;
        long generation = -1;
        bool inFailureStore = false;
        ElasticsearchError error = ElasticsearchError.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_index"u8))
            {
                reader.Read();
                generation = GenerationOf(reader.ValueSpan);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                status = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("failure_store"u8))
            {
                reader.Read();
                inFailureStore = reader.ValueTextEquals("used"u8);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = ElasticsearchError.ReadValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (status == 0)
        {
            throw new FormatException("An item of a bulk answer has no status.");
        }

        BulkVerdict verdict = BulkClassifier.OfItem(status, error.Type, inFailureStore);
        return verdict is BulkVerdict.Stored or BulkVerdict.AlreadyStored
            ? new BulkItemResult(verdict, generation, null)
            : new BulkItemResult(verdict, generation, Reason(status, error, inFailureStore));
    }

    private static string Reason(int status, in ElasticsearchError error, bool inFailureStore)
        => inFailureStore
            ? "the failure store of the data stream took it; turn the failure store off"
            : string.Create(CultureInfo.InvariantCulture, $"{status} {error}");

    /// <summary>The number at the end of <c>.ds-audit-finance-default-2026.11.21-000002</c>; -1 where there is none.</summary>
    private static long GenerationOf(ReadOnlySpan<byte> index)
    {
        int dash = index.LastIndexOf((byte)'-');
        return dash >= 0 && Utf8Parser.TryParse(index[(dash + 1)..], out long generation, out int consumed) && consumed == index.Length - dash - 1
            ? generation
            : -1;
    }
}
