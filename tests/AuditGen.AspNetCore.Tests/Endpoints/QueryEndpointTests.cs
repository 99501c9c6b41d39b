using System.Net;
using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Endpoints;

public sealed class QueryEndpointTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private readonly AuditApp _app = sample.App;

    [Theory]
    [InlineData("context=finance", 3)]
    [InlineData("context=finance&context=identity", 5)]
    [InlineData("tenant=globex", 1)]
    [InlineData("actor=u-3", 1)]
    [InlineData("resource_type=invoice&resource_id=inv-1", 2)]
    [InlineData("action=invoice.post", 1)]
    [InlineData("category=authenticate", 1)]
    [InlineData("outcome=denied", 1)]
    [InlineData("session=s-1", 4)]
    [InlineData("path=/status", 2)]
    [InlineData("path=/status&new=Posted", 1)]
    [InlineData("old=Draft", 1)]
    [InlineData("q=attempts", 1)]
    [InlineData("from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z", 0)]
    [InlineData("from=2020-01-01T00:00:00%2B02:00", 5)]
    [InlineData("context=finance&outcome=success&action=invoice.create", 1)]
    public async Task Each_filter_restricts(string query, int expected)
    {
        JsonElement answer = await JsonAsync($"/audit/api/events?{query}");

        answer.GetProperty("events").GetArrayLength().ShouldBe(expected);
    }

    [Fact]
    public async Task Pages_together_hold_every_event_once_newest_first()
    {
        List<string> ids = [];
        string? cursor = null;
        do
        {
            JsonElement answer = await JsonAsync($"/audit/api/events?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            ids.AddRange(answer.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = answer.GetProperty("next").GetString();
        }
        while (cursor is not null);

        ids.Count.ShouldBe(5);
        ids.ShouldBe(ids.Distinct().OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_event_comes_with_its_text_as_hashed()
    {
        JsonElement page = await JsonAsync("/audit/api/events?action=invoice.post");
        string id = page.GetProperty("events")[0].GetProperty("id").GetString()!;

        JsonElement found = await JsonAsync($"/audit/api/events/{id}");

        string text = found.GetProperty("text").GetString()!;
        byte[] leaf = System.Security.Cryptography.SHA256.HashData([0, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        found.GetProperty("leaf_hash").GetString().ShouldBe(Convert.ToHexStringLower(leaf));
    }

    [Fact]
    public async Task The_state_of_a_record_is_that_of_the_moment_asked_for()
    {
        JsonElement created = (await JsonAsync("/audit/api/events?action=invoice.create")).GetProperty("events")[0];

        JsonElement then = await JsonAsync($"/audit/api/resources/invoice/inv-1/as-of?at={created.GetProperty("ts").GetString()}");
        JsonElement now = await JsonAsync("/audit/api/resources/invoice/inv-1/as-of");
        JsonElement before = await JsonAsync("/audit/api/resources/invoice/inv-1/as-of?at=2000-01-01T00:00:00Z");

        Member(then, "/status").GetProperty("$enum").GetString().ShouldBe("Draft");
        Member(now, "/status").GetProperty("$enum").GetString().ShouldBe("Posted");
        Member(now, "/total").GetRawText().ShouldBe("12.50");
        before.GetProperty("knowledge").GetString().ShouldBe("unknown");
    }

    [Fact]
    public async Task Counts_agree_with_the_events()
    {
        JsonElement facets = await JsonAsync("/audit/api/facets?dimension=context&dimension=on_behalf_of&dimension=resource_type");

        facets.GetProperty("total").GetInt64().ShouldBe(5);
        facets.GetProperty("dimensions").GetProperty("context").EnumerateArray()
            .ToDictionary(v => v.GetProperty("value").GetString()!, v => v.GetProperty("count").GetInt64())
            .ShouldBe(new Dictionary<string, long> { ["finance"] = 3, ["identity"] = 2 }, ignoreOrder: true);
        facets.GetProperty("histogram").GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("count").GetInt64()).ShouldBe(5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&q=brandt")]
    [InlineData("&session=s-1")]
    public async Task Counts_beside_a_list_do_not_count_the_record_of_the_very_search(string filter)
    {
        await using AuditApp app = await AuditApp.StartAsync();
        await SampleTrail.WriteAsync(app);
        HttpClient ann = app.Client("sub=u-ann;name=Ann Brandt;sid=s-1;role=auditor;audit.context=*;audit.tenant=*");
        JsonElement events = (await JsonAsync(ann, $"/audit/api/events?limit=1000{filter}")).GetProperty("events");
        await app.SettleAsync();

        JsonElement bound = await JsonAsync(ann, $"/audit/api/facets?dimension=actor&up_to={events[0].GetProperty("id").GetString()}{filter}");
        JsonElement all = await JsonAsync(ann, $"/audit/api/facets?dimension=actor{filter}");

        bound.GetProperty("total").GetInt64().ShouldBe(events.GetArrayLength());
        bound.GetProperty("histogram").GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("count").GetInt64()).ShouldBe(events.GetArrayLength());
        bound.GetProperty("dimensions").GetProperty("actor").EnumerateArray().ShouldNotContain(actor => actor.GetProperty("value").GetString() == "u-ann");
        all.GetProperty("total").GetInt64().ShouldBe(events.GetArrayLength() + 1);
    }

    [Fact]
    public async Task An_export_in_NDJSON_is_the_recorded_texts_line_by_line()
    {
        string body = await TextAsync("/audit/api/export?format=ndjson");

        string[] lines = body.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(5);
        foreach (string line in lines)
        {
            AuditEvent.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Id.ShouldNotBe(Guid.Empty);
        }
    }

    [Fact]
    public async Task An_export_in_CSV_holds_no_cell_that_a_spreadsheet_runs()
    {
        string body = await TextAsync("/audit/api/export?format=csv");

        body.ShouldContain("'=cmd|");
        body.ShouldContain("\"'=HYPERLINK(");
        body.ShouldNotContain(",=");
        body.ShouldContain("12.50");
    }

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("-5+cmd", "'-5+cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void A_cell_is_quoted_and_never_a_formula(string text, string cell) => AuditCsv.Cell(text).ShouldBe(cell);

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%252fb/%")]
    [InlineData("/")]
    [InlineData("a+b c?d#e")]
    public async Task An_id_is_the_one_that_the_caller_encoded(string id)
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AuditSearches = false, overNetwork: true, signedIn: AuditApp.Auditor);
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", id) { Changes = """{"path":"/total","op":"replace","old":1,"new":2}""" }, session: id);
        await app.SettleAsync();
        string encoded = Uri.EscapeDataString(id);
        using HttpClient client = new() { BaseAddress = new Uri(app.Address) };

        (await JsonAsync(client, $"/audit/api/events?resource_id={encoded}")).GetProperty("events").GetArrayLength().ShouldBe(1);
        (await JsonAsync(client, $"/audit/api/resources/payment/{encoded}/history")).GetProperty("events").GetArrayLength().ShouldBe(1);
        (await JsonAsync(client, $"/audit/api/resources/payment/{encoded}/as-of")).GetProperty("events").GetInt32().ShouldBe(1);
        (await JsonAsync(client, $"/audit/api/sessions/{encoded}")).GetProperty("events").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_can_wait_for_their_own_write()
    {
        await using AuditApp app = await AuditApp.StartAsync();
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", "p-1"));
        long index = app.Services.GetRequiredService<Journal.IJournal>().NextIndex;

        string body = await app.Client(AuditApp.Auditor).GetStringAsync($"/audit/api/events?wait_for={index}", TestContext.Current.CancellationToken);

        body.ShouldContain("payment.post");
    }

    private static JsonElement Member(JsonElement state, string path) =>
        state.GetProperty("members").EnumerateArray().First(member => member.GetProperty("path").GetString() == path).GetProperty("value");

    private async Task<string> TextAsync(string route)
    {
        HttpResponseMessage response = await _app.Client(AuditApp.Auditor).GetAsync(route, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return body;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string route) =>
        JsonDocument.Parse(await client.GetStringAsync(route, TestContext.Current.CancellationToken)).RootElement;

    private async Task<JsonElement> JsonAsync(string route) => JsonDocument.Parse(await TextAsync(route)).RootElement;
}
