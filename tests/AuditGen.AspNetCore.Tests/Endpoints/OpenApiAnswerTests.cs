using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Consuming;
using AuditGen.Ledger;
using AuditGen.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Answers have the members that the OpenAPI document describes, of the types it describes.</summary>
public sealed class OpenApiAnswerTests(SampleApp sample) : IClassFixture<SampleApp>
{
    /// <summary>An event with every member that the format knows; those of the sample hold only some.</summary>
    private const string EventText = """
        {"v":1,"id":"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e","ts":"2026-11-21T09:15:02.1234567Z","context":"finance","action":"invoice.post","category":"post",
        "type":"InvoicePost","outcome":"success","operation":"019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f",
        "actor":{"id":"u-17","name":"Ada","email":"ada@erp.example","kind":"user","roles":["clerk"],"on_behalf_of":{"id":"u-3","name":"Max","personal":{"$sealed":"k","value":""}},"personal":{"$erased":"k"}},
        "resource":{"type":"invoice","id":"1","name":"INV","version":"7","personal":{"$erased":"k"}},"session":"s","correlation":"c","causation":"a","trace":"00-t-s-01","tenant":"acme",
        "reason":"month end","source":{"service":"erp","version":"1","host":"h","ip":"10.0.0.7","user_agent":"b"},
        "changes":[{"path":"/status","op":"replace","old":1,"new":null}],"data":{"channel":"web"}}
        """;

    private readonly AuditApp _app = sample.App;

    [Fact]
    public async Task Every_answer_is_as_described_and_every_member_described_is_answered()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        var check = new SchemaCheck(description);
        AuditRecord record = await PrepareAsync();
        foreach ((string path, string route) in (IEnumerable<(string, string)>)
        [
            ("/api/events", "events?limit=2"), ("/api/events", "events"), ("/api/events/{id}", $"events/{record.Event.Id}"),
            ("/api/resources/{type}/{id}/history", "resources/invoice/inv-1/history"),
            ("/api/resources/{type}/{id}/as-of", "resources/invoice/inv-1/as-of"), ("/api/resources/{type}/{id}/as-of", "resources/invoice/none/as-of"),
            ("/api/sessions/{id}", "sessions/s-1"), ("/api/facets", $"facets?{string.Join('&', Enum.GetNames<AuditDimension>().Select(name => $"dimension={name}"))}"),
            ("/api/facets", "facets?q=nothing&interval=month"), ("/api/actors", "actors"), ("/api/catalogue", "catalogue"),
            ("/api/verification", "verification"), ("/api/quarantine", "quarantine"),
        ])
        {
            string body = await _app.Client(AuditApp.Auditor).GetStringAsync($"/audit/api/{route}", TestContext.Current.CancellationToken);
            check.Faults(JsonDocument.Parse(body).RootElement, description.Answer(path)).ShouldBeEmpty($"{route}: {body}");
        }

        string export = await _app.Client(AuditApp.Auditor).GetStringAsync("/audit/api/export", TestContext.Current.CancellationToken);
        foreach (string line in export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(EventText))
        {
            check.Faults(JsonDocument.Parse(line).RootElement, ApiDescription.Schema("Event")).ShouldBeEmpty(line);
        }

        Described(description).Except(check.Seen).Where(static name => name.Split('.')[0] is not ("Problem" or "Resent" or "ErasureOrder" or "Erased"))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_to_a_resending_is_as_described()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        AuditRecord record = await PrepareAsync();

        HttpResponseMessage response = await _app.Client(AuditApp.Operator).PostAsync(
            $"/audit/api/quarantine/{ConsumerName}/{record.Index}/resend", content: null, TestContext.Current.CancellationToken);

        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        new SchemaCheck(description).Faults(JsonDocument.Parse(body).RootElement, ApiDescription.Schema("Resent")).ShouldBeEmpty(body);
    }

    [Fact]
    public async Task What_a_consumer_refused_that_runs_elsewhere_cannot_be_offered_here()
    {
        AuditRecord record = await PrepareAsync();
        _app.Services.GetRequiredService<IAuditQuarantine>().Add(
            "elsewhere", new(record.Index, record.Event.Id, record.Event.Context, record.Event.Text, record.Leaf), "refused by a test");

        HttpResponseMessage response = await _app.Client(AuditApp.Operator).PostAsync(
            $"/audit/api/quarantine/elsewhere/{record.Index}/resend", content: null, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("does not run here");
    }

    [Fact]
    public async Task A_dimension_that_is_asked_for_twice_is_counted_once()
    {
        string body = await _app.Client(AuditApp.Auditor).GetStringAsync("/audit/api/facets?dimension=context&dimension=context", TestContext.Current.CancellationToken);

        JsonDocument.Parse(body).RootElement.GetProperty("dimensions").EnumerateObject().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"id":1}""", "integer")]
    [InlineData("""{"name":"x"}""", "id is not there")]
    [InlineData("""{"id":"x","more":1}""", "more is not described")]
    public async Task The_check_itself_sees_what_is_wrong(string actor, string fault)
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);

        new SchemaCheck(description).Faults(JsonDocument.Parse(actor).RootElement, ApiDescription.Schema("EventActor")).ShouldHaveSingleItem().ShouldContain(fault);
    }

    private string ConsumerName => _app.Services.GetRequiredService<IAuditConsumers>().Status[0].Name;

    /// <summary>Waits for the first checkpoint, and has an event refused.</summary>
    private async Task<AuditRecord> PrepareAsync()
    {
        LedgerStatus ledger = _app.Services.GetRequiredService<LedgerStatus>();
        while (ledger.Checkpoint is null)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        AuditPage page = await _app.Reader.SearchAsync(new AuditQuery { Access = AuditAccess.Everything }, AuditPaging.First, TestContext.Current.CancellationToken);
        AuditRecord record = page.Records[0];
        _app.Services.GetRequiredService<IAuditQuarantine>().Add(
            ConsumerName, new(record.Index, record.Event.Id, record.Event.Context, record.Event.Text, record.Leaf), "refused by a test");
        return record;
    }

    private static IEnumerable<string> Described(ApiDescription description) =>
        from schema in description.Root.GetProperty("components").GetProperty("schemas").EnumerateObject()
        where schema.Value.TryGetProperty("properties", out _)
        from member in schema.Value.GetProperty("properties").EnumerateObject()
        select $"{schema.Name}.{member.Name}";
}
