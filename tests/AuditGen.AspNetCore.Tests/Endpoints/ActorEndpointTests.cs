using System.Net;
using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Who acted, as the caller may know it.</summary>
public sealed class ActorEndpointTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private readonly AuditApp _app = sample.App;

    [Theory]
    [InlineData("q=ada", "u-1")]
    [InlineData("q=BRANDT%20ad", "u-1")]
    [InlineData("q=gil", "u-9")]
    [InlineData("q=u-3", "u-3")]
    [InlineData("id=u-9&id=u-3", "u-3 u-9")]
    [InlineData("q=nobody", "")]
    [InlineData("limit=1", "u-3")]
    public async Task Actors_are_found_by_the_beginnings_of_their_names_or_by_id_the_last_seen_first(string query, string expected)
    {
        JsonElement answer = await JsonAsync(_app, AuditApp.Auditor, $"actors?{query}");

        string.Join(' ', answer.GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("id").GetString())).ShouldBe(expected);
    }

    [Fact]
    public async Task An_actor_comes_with_name_kind_and_the_times_it_was_seen()
    {
        JsonElement ada = (await JsonAsync(_app, AuditApp.Auditor, "actors?q=ada")).GetProperty("actors")[0];

        ada.GetProperty("name").GetString().ShouldBe("Ada Brandt");
        ada.GetProperty("kind").GetString().ShouldBe("user");
        ada.GetProperty("active").GetBoolean().ShouldBeTrue();
        ada.GetProperty("first_seen").GetDateTimeOffset().ShouldBeLessThanOrEqualTo(ada.GetProperty("last_seen").GetDateTimeOffset());
    }

    [Fact]
    public async Task Nobody_learns_of_an_actor_from_events_that_they_may_not_read()
    {
        (await IdsAsync(AuditApp.FinanceReader)).ShouldBe(["u-1"]);
        (await IdsAsync(AuditApp.IdentityReader)).ShouldBe(["u-3", "u-1"]);
        (await IdsAsync(AuditApp.OtherTenantReader)).ShouldBe(["u-9"]);
        (await IdsAsync(AuditApp.ClaimlessReader)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counts_by_actor_carry_the_names()
    {
        JsonElement facets = await JsonAsync(_app, AuditApp.Auditor, "facets?dimension=actor&dimension=context");

        facets.GetProperty("dimensions").GetProperty("actor").EnumerateArray()
            .ToDictionary(value => value.GetProperty("value").GetString()!, value => value.GetProperty("name").GetString())
            .ShouldBe(new Dictionary<string, string?> { ["u-1"] = "Ada Brandt", ["u-3"] = "Max <b>Roth</b>", ["u-9"] = "Gil Globex" }, ignoreOrder: true);
        facets.GetProperty("dimensions").GetProperty("context")[0].TryGetProperty("name", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_was_renamed_is_found_by_the_new_name_and_shown_in_each_event_by_the_name_of_the_time()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AuditSearches = false);
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", "p-1"), actor: "u-1", actorName: "Ada Brandt");
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", "p-2"), actor: "u-1", actorName: "Ada Keller");
        await app.SettleAsync();

        JsonElement found = await JsonAsync(app, AuditApp.Auditor, "actors?q=keller");
        JsonElement events = await JsonAsync(app, AuditApp.Auditor, "events?actor=u-1&order=oldest_first");

        found.GetProperty("actors")[0].GetProperty("name").GetString().ShouldBe("Ada Keller");
        (await JsonAsync(app, AuditApp.Auditor, "actors?q=brandt")).GetProperty("actors").GetArrayLength().ShouldBe(0);
        events.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("actor").GetProperty("name").GetString()).ShouldBe(["Ada Brandt", "Ada Keller"]);
    }

    [Fact]
    public async Task Claims_captured_from_a_request_reach_the_directory()
    {
        await using AuditApp app = await AuditApp.StartAsync();
        const string auditor = $"{AuditApp.Auditor};email=ann@audit.example";

        await JsonAsync(app, auditor, "events");
        await app.SettleAsync();

        JsonElement ann = (await JsonAsync(app, auditor, "actors?q=ann@audit.example")).GetProperty("actors")[0];
        (ann.GetProperty("id").GetString(), ann.GetProperty("name").GetString()).ShouldBe(("u-aud", "Ann Auditor"));
    }

    [Fact]
    public async Task Whoever_has_not_been_seen_for_long_is_not_active()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.ActiveWithin = TimeSpan.FromTicks(1));
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", "p-1"));
        await app.SettleAsync();

        (await JsonAsync(app, AuditApp.Auditor, "actors?id=u-1")).GetProperty("actors")[0].GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    private async Task<string?[]> IdsAsync(string user) =>
        [.. (await JsonAsync(_app, user, "actors")).GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("id").GetString())];

    private static async Task<JsonElement> JsonAsync(AuditApp app, string user, string route)
    {
        HttpResponseMessage response = await app.Client(user).GetAsync($"/audit/api/{route}", TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }
}
