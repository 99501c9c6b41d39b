using System.Net;
using System.Text.Json;

namespace AuditGen.Erp.Tests.Serving;

public sealed class SignInTests(ServedDay day) : IClassFixture<ServedDay>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_not_signed_in_is_led_to_where_one_does()
    {
        using HttpClient client = Client();

        HttpResponseMessage page = await client.GetAsync("/audit/", Token);

        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("/sign-in/investigator");
        (await client.GetAsync("/audit/api/events", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_name_that_nobody_has_signs_nobody_in()
    {
        using HttpClient client = Client();

        await client.GetAsync("/sign-in/nobody", Token);

        (await client.GetAsync("/audit/api/events", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_investigator_reads_every_company_and_the_accountant_two_contexts_of_one()
    {
        (await SeenAsync("investigator")).Count.ShouldBeGreaterThan(20);
        (await SeenAsync("accountant")).ShouldBeSubsetOf(["finance/C0000", "treasury/C0000"]);
    }

    private async Task<HashSet<string>> SeenAsync(string person)
    {
        using HttpClient client = Client();
        await client.GetAsync($"/sign-in/{person}", Token);
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync("/audit/api/events?limit=1000", Token));
        return [.. answer.RootElement.GetProperty("events").EnumerateArray()
            .Where(static seen => seen.TryGetProperty("tenant", out _))
            .Select(static seen => $"{seen.GetProperty("context").GetString()}/{seen.GetProperty("tenant").GetString()}")];
    }

    private HttpClient Client() => new() { BaseAddress = new Uri(day.Address) };
}
