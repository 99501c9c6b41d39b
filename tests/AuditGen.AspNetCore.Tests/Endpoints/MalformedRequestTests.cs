using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Whatever is asked, the answer is a success or a refusal that says what is wrong; never a fault of the server.</summary>
public sealed class MalformedRequestTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private static readonly string[] Paths =
    [
        "events", "events/{x}", "resources/{x}/{x}/history", "resources/{x}/{x}/as-of", "sessions/{x}", "facets", "actors", "export", "catalogue", "verification", "quarantine",
    ];

    private static readonly string[] Names =
    [
        "context", "tenant", "actor", "on_behalf_of", "resource_type", "resource_id", "action", "category", "outcome", "operation", "session", "correlation",
        "path", "old", "new", "q", "from", "to", "limit", "cursor", "order", "dimension", "top", "interval", "format", "at", "up_to", "wait_for", "unheard_of",
    ];

    private static readonly string[] Values =
    [
        "", "x", "-1", "0", "1", "99999999999999999999", "2026-13-45", "2026-11-21", "null", "%00", "%", "*", "**", "\"", "\" OR 1=1 --", "a*b*c*d", "\ud83d\ude00", "../..", "%2e%2e%2f",
        "<script>", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "day", "context", "csv", "NEAR(", "(", "AND", "finance",
    ];

    private readonly AuditApp _app = sample.App;

    [Fact]
    public async Task Random_parameters_lead_to_answers_or_clear_refusals()
    {
        var random = new Random(20261121);
        HttpClient client = _app.Client(AuditApp.Auditor);
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            string route = Route(random);
            HttpResponseMessage response = await client.GetAsync(route, TestContext.Current.CancellationToken);
            int status = (int)response.StatusCode;
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            status.ShouldBeOneOf([200, 400, 404, 503], $"{route}: {body}");
            if (status is 400 or 503)
            {
                refused++;
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", route);
                JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(route);
            }
        }

        refused.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("events?category=walk", "activate")]
    [InlineData("events?limit=0", "1 to 1000")]
    [InlineData("events?from=yesterday", "2026-11-21T09:15:00Z")]
    [InlineData("events?cursor=abc", "next")]
    [InlineData("events?frm=2026-11-21", "no parameter \"frm\"")]
    [InlineData("events?path=/a&path=/b", "more than once")]
    [InlineData("events?operation=x", "id")]
    [InlineData("facets?up_to=x", "id")]
    [InlineData("facets?up_to=0e4d7a5c-5b1e-4c3a-9d52-0a6f3c1b2d4e", "id of an event")]
    [InlineData("export?format=xml", "csv")]
    public async Task A_refusal_says_what_to_write(string route, string hint)
    {
        HttpResponseMessage response = await _app.Client(AuditApp.Auditor).GetAsync($"/audit/api/{route}", TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("\\u0022", "\"").ShouldContain(hint);
    }

    private static string Route(Random random)
    {
        string path = Paths[random.Next(Paths.Length)];
        while (path.Contains("{x}", StringComparison.Ordinal))
        {
            int at = path.IndexOf("{x}", StringComparison.Ordinal);
            string value = Uri.EscapeDataString(Values[random.Next(1, Values.Length)]);
            path = string.Concat(path.AsSpan(0, at), value is "." or ".." ? "x" : value, path.AsSpan(at + 3));
        }

        string query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ =>
            $"{Names[random.Next(Names.Length)]}={Uri.EscapeDataString(Values[random.Next(Values.Length)])}"));
        return $"/audit/api/{path}?{query}";
    }
}
