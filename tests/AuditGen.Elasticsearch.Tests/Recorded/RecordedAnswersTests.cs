using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Recorded;

/// <summary>What the answers of a real server mean to the exporter.</summary>
public sealed class RecordedAnswersTests
{
    // Of a whole request the verdict; where it is "Items", those of its events in their order.
    public static TheoryData<string, string> Answers { get; } = new()
    {
        { "03-bulk-created", "Stored Stored Stored Stored Stored" },
        { "03-bulk-gzip", "Stored Stored Stored" },
        { "03-bulk-large-original", "Stored" },
        { "03-bulk-flattened-immense", "Stored" },
        { "03-bulk-duplicate", "AlreadyStored Stored" },
        { "03-bulk-mapping-failure", "Refused Stored" },
        { "03-bulk-no-timestamp", "Refused" },
        { "03-bulk-flattened-too-deep", "Refused" },
        { "03-bulk-malformed-line", "Refused" },
        { "03-bulk-index-op", "Refused" },
        { "03-bulk-delete-op", "Refused" },
        { "03-bulk-not-a-stream", "Pause" },
        { "03-bulk-empty", "request Pause" },
        { "03-bulk-no-newline", "request Pause" },
        { "04-duplicate-after-rollover", "Stored" },
        { "06-invalidated-key-bulk", "request Pause" },
        { "06-reader-bulk", "request Pause" },
        { "06-writer-bulk", "Stored" },
        { "06-writer-bulk-index-op", "Refused" },
        { "06-writer-bulk-delete-op", "Refused" },
        { "06-writer-other-stream", "Pause" },
        { "07-failure-store-used", "Refused Stored" },
        { "09-too-many-requests", "request Retry" },
        { "09-too-large", "request TooLarge" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_of_a_real_server_is_classified(string name, string meaning)
    {
        JsonObject answer = TestData.Lines("bulk-answers.ndjson").Single(line => (string?)line["name"] == name);

        Meaning((int)answer["status"]!, (string?)answer["contentType"], answer["body"]).ShouldBe(meaning);
    }

    [Fact]
    public void Every_recorded_bulk_answer_is_in_the_table_and_means_the_same_in_full()
    {
        Assert.SkipUnless(RecordedExchanges.ArePresent, RecordedExchanges.Missing);
        var expected = Answers.ToDictionary(row => row.Data.Item1, row => row.Data.Item2, StringComparer.Ordinal);
        foreach ((string name, JsonObject exchange) in RecordedExchanges.All())
        {
            if (!((string)exchange["request"]!["path"]!).Contains("_bulk", StringComparison.Ordinal))
            {
                continue;
            }

            JsonNode response = exchange["response"]!;
            Meaning((int)response["status"]!, (string?)response["headers"]!["content-type"], response["body"]).ShouldBe(expected[name], name);
        }
    }

    [Fact]
    public void The_backing_index_that_an_answer_names_is_read()
    {
        JsonObject answer = TestData.Lines("bulk-answers.ndjson").Single(line => (string?)line["name"] == "04-duplicate-after-rollover");
        var results = new BulkItemResult[1];

        BulkAnswer.TryRead(Encoding.UTF8.GetBytes(answer["body"]!.ToJsonString()), results).ShouldBeTrue();

        results[0].Generation.ShouldBe(2);
    }

    private static string Meaning(int status, string? contentType, JsonNode? body)
    {
        byte[] bytes = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        using var response = new ElasticsearchResponse(status, contentType?.Split(';')[0], bytes);
        ElasticsearchError error = response.IsSuccess ? ElasticsearchError.None : ElasticsearchError.Read(response.Body.Span);
        RequestVerdict verdict = BulkClassifier.OfRequest(response.Status, response.IsJson, error.Type);
        if (verdict != RequestVerdict.Items)
        {
            return "request " + verdict;
        }

        var results = new BulkItemResult[body!["items"]!.AsArray().Count];
        BulkAnswer.TryRead(response.Body.Span, results).ShouldBeTrue();
        return string.Join(' ', results.Select(result => result.Verdict));
    }
}
