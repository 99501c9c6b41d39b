using System.Text.Json;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>What the server says about a refusal.</summary>
/// <param name="Type">Its kind, such as <c>security_exception</c>; empty where the answer does not say.</param>
/// <param name="Reason">Its text, without the values of documents; empty where the answer does not say.</param>
internal readonly record struct ElasticsearchError(string Type, string Reason)
{
    /// <summary>The answer says nothing.</summary>
    public static ElasticsearchError None { get; } = new(string.Empty, string.Empty);

    /// <summary>A write block on an index: it was just rolled over, moved to another tier, or the disk is full.</summary>
    public const string ClusterBlock = "cluster_block_exception";

    /// <summary>The credential lacks a privilege.</summary>
    public const string Security = "security_exception";

    /// <summary>Reads the error of a whole request.</summary>
    public static ElasticsearchError Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return None;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                bool isError = reader.ValueTextEquals("error"u8);
                reader.Read();
                if (isError)
                {
                    return ReadValue(ref reader);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A proxy's page or a cut answer: the status alone has to do.
        }

        return None;
    }

    /// <summary>Reads an error; the reader stands on its value and is left at the value's end.</summary>
    public static ElasticsearchError ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ElasticsearchError(string.Empty, WithoutValues(reader.GetString()));
        }

        string type = string.Empty;
        string reason = string.Empty;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return new ElasticsearchError(type, reason);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isReason = reader.ValueTextEquals("reason"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                type = reader.GetString()!;
            }
            else if (isReason && reader.TokenType == JsonTokenType.String)
            {
                reason = WithoutValues(reader.GetString());
            }
            else
            {
                reader.Skip();
            }
        }

        return new ElasticsearchError(type, reason);
    }

    /// <summary>Kind and text in one line.</summary>
    public override string ToString() => Reason.Length == 0 ? Type : $"{Type}: {Reason}";

    private static string WithoutValues(string? reason)
    {
        if (reason is null)
        {
            return string.Empty;
        }

        // "failed to parse field [x] of type [y] in document with id '…'. Preview of field's value: '…'"
        int preview = reason.IndexOf(" in document with id", StringComparison.Ordinal);
        if (preview < 0)
        {
            preview = reason.IndexOf(" Preview of field's value", StringComparison.Ordinal);
        }

        return preview < 0 ? reason : reason[..preview];
    }
}
