using System.Net;
using System.Net.Http.Json;
using System.Text;
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

    [Fact]
    public async Task The_data_protection_officer_has_a_person_erased_and_the_investigator_may_not()
    {
        IEnumerable<AuditEvent> hired = await EventsAsync("data-protection", "action=employee.hire&limit=1");
        AuditResource employee = hired.Single().Resource!;
        employee.Name.ShouldNotBe("(erased)");

        (await EraseAsync("investigator", employee.Id!)).ShouldBe(HttpStatusCode.Forbidden);
        (await EraseAsync("data-protection", employee.Id!)).ShouldBe(HttpStatusCode.OK);

        (await EventsAsync("data-protection", $"action=employee.hire&resource_type=employee&resource_id={employee.Id}")).Single().Resource!.Name.ShouldBe("(erased)");
    }

    private async Task<HttpStatusCode> EraseAsync(string person, string subject)
    {
        using HttpClient client = Client();
        await client.GetAsync($"/sign-in/{person}", Token);
        return (await client.PostAsync("/audit/api/erasures", JsonContent.Create(new { subject, reason = "ticket 1021" }), Token)).StatusCode;
    }

    private async Task<IEnumerable<AuditEvent>> EventsAsync(string person, string question)
    {
        using HttpClient client = Client();
        await client.GetAsync($"/sign-in/{person}", Token);
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync($"/audit/api/events?{question}", Token));
        return [.. answer.RootElement.GetProperty("events").EnumerateArray().Select(static seen => AuditEvent.Parse(Encoding.UTF8.GetBytes(seen.GetRawText())))];
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
