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
            if (status is not 200)
            {
                refused++;
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", route);
                JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(route);
            }
        }

        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Random_orders_are_refused_clearly_by_those_who_may_give_them()
    {
        var random = new Random(20261122);
        HttpClient client = _app.Client(AuditApp.Operator);
        for (int i = 0; i < 150; i++)
        {
            string route = $"/audit/api/quarantine/{Uri.EscapeDataString(Values[random.Next(1, Values.Length)])}/{Uri.EscapeDataString(Values[random.Next(1, Values.Length)])}/resend";
            HttpResponseMessage response = await client.PostAsync(route, new ByteArrayContent(Bytes(random)), TestContext.Current.CancellationToken);

            await ShouldBeAProblemAsync(response, route, 404);
        }
    }

    [Fact]
    public async Task Queries_that_are_hardly_text_are_answered_or_refused_clearly()
    {
        HttpClient client = _app.Client(AuditApp.Auditor);
        foreach (string query in (string[])["&&&", "=", "=x", "?", "q", "q=%", "q=%zz", "q=%ff%fe", "q=%c0%80", "q=%ed%a0%80", "q=%f0%9f", "q[]=1", "q=a&q=b", "%71=x", "Q=x", "q=%00%01%02", "limit=%31", "limit=%C2%B9", "limit=1%2b1", "from=2026-11-21T09%3A15%3A00+02%3A00", new string('&', 4000), $"q={new string('x', 1025)}", $"{new string('x', 3000)}=1", "q=" + string.Concat(Enumerable.Repeat("%F0%9F%98%80", 300)), $"context={string.Join("&context=", Enumerable.Range(0, 150))}"])
        {
            foreach (string path in (string[])["events", "facets", "actors", "export", "resources/invoice/inv-1/history", "resources/invoice/inv-1/as-of", "sessions/s-1", "catalogue", "verification", "quarantine"])
            {
                string route = $"/audit/api/{path}?{query}";
                HttpResponseMessage response = await client.GetAsync(route, TestContext.Current.CancellationToken);
                if (response.StatusCode != System.Net.HttpStatusCode.OK)
                {
                    await ShouldBeAProblemAsync(response, route, 400);
                }
            }
        }
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

    private static async Task ShouldBeAProblemAsync(HttpResponseMessage response, string route, int status)
    {
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, $"{route}: {body}");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", route);
        JsonElement problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(route);
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
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
