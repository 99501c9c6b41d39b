using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>One test for each row of the tables in docs/delivery.md.</summary>
public sealed class BulkClassifierTests
{
    [Theory]
    [InlineData(200, true, "", "Items")]
    [InlineData(200, false, "", "RetryUnknown")]
    [InlineData(429, true, "es_rejected_execution_exception", "Retry")]
    [InlineData(403, true, "cluster_block_exception", "Retry")]
    [InlineData(408, false, "", "RetryUnknown")]
    [InlineData(500, true, "illegal_state_exception", "RetryUnknown")]
    [InlineData(502, false, "", "RetryUnknown")]
    [InlineData(503, true, "unavailable_shards_exception", "RetryUnknown")]
    [InlineData(504, false, "", "RetryUnknown")]
    [InlineData(413, false, "", "TooLarge")]
    [InlineData(401, true, "security_exception", "Pause")]
    [InlineData(403, true, "security_exception", "Pause")]
    [InlineData(403, false, "", "Pause")]
    [InlineData(400, true, "media_type_header_exception", "Pause")]
    [InlineData(404, false, "", "Pause")]
    [InlineData(302, false, "", "Pause")]
    public void A_whole_request(int status, bool isJson, string errorType, string verdict)
        => BulkClassifier.OfRequest(status, isJson, errorType).ToString().ShouldBe(verdict);

    [Theory]
    [InlineData(201, "", false, "Stored")]
    [InlineData(200, "", false, "Stored")]
    [InlineData(201, "", true, "Refused")]
    [InlineData(409, "version_conflict_engine_exception", false, "AlreadyStored")]
    [InlineData(429, "es_rejected_execution_exception", false, "Retry")]
    [InlineData(503, "unavailable_shards_exception", false, "Retry")]
    [InlineData(500, "node_not_connected_exception", false, "Retry")]
    [InlineData(403, "cluster_block_exception", false, "Retry")]
    [InlineData(400, "index_closed_exception", false, "Retry")]
    [InlineData(403, "security_exception", false, "Pause")]
    [InlineData(401, "security_exception", false, "Pause")]
    [InlineData(404, "index_not_found_exception", false, "Pause")]
    [InlineData(400, "document_parsing_exception", false, "Refused")]
    [InlineData(400, "illegal_argument_exception", false, "Refused")]
    [InlineData(413, "", false, "Refused")]
    public void One_event_of_a_request(int status, string errorType, bool inFailureStore, string verdict)
        => BulkClassifier.OfItem(status, errorType, inFailureStore).ToString().ShouldBe(verdict);

    [Fact]
    public void An_answer_that_speaks_about_another_number_of_events_is_not_understood()
    {
        byte[] two = """{"errors":false,"items":[{"create":{"status":201}},{"create":{"status":201}}]}"""u8.ToArray();

        BulkAnswer.TryRead(two, new BulkItemResult[2]).ShouldBeTrue();
        BulkAnswer.TryRead(two, new BulkItemResult[1]).ShouldBeFalse();
        BulkAnswer.TryRead(two, new BulkItemResult[3]).ShouldBeFalse();
    }

    [Fact]
    public void An_answer_cut_anywhere_is_not_understood()
    {
        byte[] whole = """{"errors":true,"took":1,"items":[{"create":{"_index":".ds-a-000001","status":201}},{"create":{"status":400,"error":{"type":"x","reason":"y"}}}]}"""u8.ToArray();

        for (int length = 0; length < whole.Length; length++)
        {
            BulkAnswer.TryRead(whole.AsSpan(0, length), new BulkItemResult[2]).ShouldBeFalse($"cut at {length}");
        }

        BulkAnswer.TryRead(whole, new BulkItemResult[2]).ShouldBeTrue();
    }

    [Fact]
    public void A_reason_never_repeats_the_value_of_a_document()
    {
        byte[] answer = """{"items":[{"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"[1:15] failed to parse field [source.ip] of type [ip] in document with id '0192'. Preview of field's value: 'tell nobody'"}}}]}"""u8.ToArray();
        var results = new BulkItemResult[1];

        BulkAnswer.TryRead(answer, results).ShouldBeTrue();

        results[0].Reason.ShouldBe("400 document_parsing_exception: [1:15] failed to parse field [source.ip] of type [ip]");
    }

    [Fact]
    public void An_error_of_a_whole_request_is_read_whatever_surrounds_it()
    {
        ElasticsearchError.Read("""{"took":1,"error":{"root_cause":[{"type":"a"}],"type":"security_exception","reason":"no"},"status":403}"""u8).Type.ShouldBe("security_exception");
        ElasticsearchError.Read("""{"error":"plain words","status":500}"""u8).Reason.ShouldBe("plain words");
        ElasticsearchError.Read("<html>"u8).Type.ShouldBeEmpty();
        ElasticsearchError.Read(default).Type.ShouldBeEmpty();
    }
}
