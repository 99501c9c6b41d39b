using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Verification;

namespace AuditGen.Ledger.Tests.Cluster;

/// <summary>What a server does to a document it stores is no edit: another order of members, numbers written otherwise, a time of ingestion.</summary>
public sealed class DocumentComparerTests
{
    [Theory]
    [InlineData("12.50")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("12345678901234567890123")]
    [InlineData("0.1234567890123456789012345678")]
    [InlineData("1.0")]
    [InlineData("[1.50,{\"a\":2.0},null,true]")]
    [InlineData("{\"deep\":{\"deeper\":7.10}}")]
    [InlineData("\"\\ud800 lone\"")]
    [InlineData("{\"$enum\":\"Posted\",\"number\":2}")]
    public void A_document_as_a_server_gives_it_back_is_the_one_that_was_sent(string value)
    {
        string text = Text(value);
        JsonObject stored = Rewritten(ClusterLog.DocumentOf(3, text).Parsed).AsObject();
        stored["event"]!["ingested"] = "2026-11-21T23:52:53.594758072Z";
        using var comparer = new DocumentComparer("erp.example/audit");

        comparer.Compare(stored, 3, Encoding.UTF8.GetBytes(text)).ShouldBeNull();
    }

    [Fact]
    public void An_edited_number_is_an_edit()
    {
        string text = Text("12.50");
        JsonObject stored = Rewritten(ClusterLog.DocumentOf(3, text).Parsed).AsObject();
        stored["labels"]!["fact"] = 12.51;
        using var comparer = new DocumentComparer("erp.example/audit");

        comparer.Compare(stored, 3, Encoding.UTF8.GetBytes(text)).ShouldBe("its field labels.fact is not what its text says");
    }

    [Fact]
    public void A_member_that_no_text_gives_is_an_edit()
    {
        string text = Text("1");
        JsonObject stored = ClusterLog.DocumentOf(3, text).Parsed.DeepClone().AsObject();
        stored["tags"] = "reviewed";
        using var comparer = new DocumentComparer("erp.example/audit");

        comparer.Compare(stored, 3, Encoding.UTF8.GetBytes(text)).ShouldBe("its field tags is not what its text says");
    }

    internal static string Text(string value, string id = "019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e") => $$$"""
        {"v":1,"id":"{{{id}}}","ts":"2026-11-22T09:00:00.1230000Z","context":"finance","action":"invoice.update","category":"update","type":"InvoiceUpdate","outcome":"success","operation":"{{{id}}}","actor":{"id":"u-1","kind":"user"},"resource":{"type":"invoice","id":"{{{id}}}"},"changes":[{"path":"/total","op":"add","new":{{{value}}}}],"data":{"fact":{{{value}}}}}
        """;

    /// <summary>Members in the reverse order; numbers as a server writes them that has read them as long, big integer or double.</summary>
    private static JsonNode Rewritten(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(static member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Rewritten(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(static element => element is null ? null : Rewritten(element))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.ToJsonString().AsSpan().IndexOfAny(".eE") >= 0
            => JsonNode.Parse(value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture))!,
        _ => node.DeepClone(),
    };
}
