using System.Net;
using System.Text;
using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Erasure;
using AuditGen.Reading;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Having a person erased over HTTP: who may, whom, what is on record, and that nothing else shreds a key.</summary>
public sealed class ErasureEndpointTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private readonly AuditApp _app = sample.App;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_erased_for_who_may_and_that_is_on_record()
    {
        _app.Keys.GetOrCreate("acme:ada");
        ApiDescription description = await ApiDescription.ReadAsync(_app);

        HttpResponseMessage response = await EraseAsync(AuditApp.Officer, "acme:ada", "ticket 1021");
        HttpResponseMessage again = await EraseAsync(AuditApp.Officer, "acme:ada", "ticket 1021");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        string body = await response.Content.ReadAsStringAsync(Token);
        new SchemaCheck(description).Faults(JsonDocument.Parse(body).RootElement, ApiDescription.Schema("Erased")).ShouldBeEmpty(body);
        _app.Keys.GetOrCreate("acme:ada").Shredded.ShouldNotBeNull();
        AuditEvent erasure = (await ErasuresOfAsync("acme:ada"))[^1];
        (erasure.Context, erasure.Action, erasure.Outcome, erasure.Reason, erasure.Actor.Id, erasure.Actor.Name)
            .ShouldBe(("auditgen", "personal_data.erase", AuditOutcome.Success, "ticket 1021", "u-dpo", "Dora Pohl"));
    }

    [Fact]
    public async Task Nobody_of_whom_no_data_was_recorded_can_be_erased()
    {
        HttpResponseMessage response = await EraseAsync(AuditApp.Officer, "acme:nobody", "ticket 1");

        await ShouldRefuseAsync(response, HttpStatusCode.NotFound, "Personal data of that person");
        (await ErasuresOfAsync("acme:nobody")).Single().Outcome.ShouldBe(AuditOutcome.Failure);
    }

    [Theory]
    [InlineData("acme:known-1", true, HttpStatusCode.OK)]
    [InlineData("acme:unknown", false, HttpStatusCode.NotFound)]
    [InlineData("globex:known", true, HttpStatusCode.Forbidden)]
    [InlineData("globex:unknown", false, HttpStatusCode.Forbidden)]
    [InlineData("of-no-tenant", true, HttpStatusCode.Forbidden)]
    public async Task Who_is_limited_to_a_tenant_has_only_its_persons_erased_and_learns_nothing_of_others(string subject, bool isKnown, HttpStatusCode answer)
    {
        if (isKnown)
        {
            _app.Keys.GetOrCreate(subject);
        }

        HttpResponseMessage response = await EraseAsync(AuditApp.AcmeOfficer, subject, "ticket 2");

        response.StatusCode.ShouldBe(answer);
        if (isKnown)
        {
            (_app.Keys.GetOrCreate(subject).Shredded is not null).ShouldBe(answer == HttpStatusCode.OK);
        }

        (await ErasuresOfAsync(subject)).Single().Outcome.ShouldBe(
            answer switch { HttpStatusCode.OK => AuditOutcome.Success, HttpStatusCode.Forbidden => AuditOutcome.Denied, _ => AuditOutcome.Failure });
    }

    [Theory]
    [InlineData(AuditApp.ContextlessOfficer)]
    [InlineData(AuditApp.SuspendedOfficer)]
    public async Task Who_may_not_read_erasures_or_whom_the_application_refuses_is_refused_and_recorded(string user)
    {
        string subject = $"acme:{(user == AuditApp.SuspendedOfficer ? "suspended" : "contextless")}";
        _app.Keys.GetOrCreate(subject);

        HttpResponseMessage response = await EraseAsync(user, subject, "ticket 3");

        await ShouldRefuseAsync(response, HttpStatusCode.Forbidden, "on record");
        _app.Keys.GetOrCreate(subject).Shredded.ShouldBeNull();
        (await ErasuresOfAsync(subject)).Single().Outcome.ShouldBe(AuditOutcome.Denied);
    }

    [Fact]
    public async Task A_form_of_another_page_cannot_have_somebody_erased()
    {
        _app.Keys.GetOrCreate("acme:form");
        var form = new StringContent("""{"subject":"acme:form","reason":"x"}""", Encoding.UTF8, "text/plain");

        await ShouldRefuseAsync(await _app.Client(AuditApp.Officer).PostAsync("/audit/api/erasures", form, Token), HttpStatusCode.UnsupportedMediaType, "application/json");

        _app.Keys.GetOrCreate("acme:form").Shredded.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("\"acme:body\"")]
    [InlineData("""{"subject":"acme:body"}""")]
    [InlineData("""{"subject":"acme:body","reason":""}""")]
    [InlineData("""{"subject":"acme:body","reason":"  "}""")]
    [InlineData("""{"subject":"acme:body","reason":null}""")]
    [InlineData("""{"subject":"acme:body","reason":1}""")]
    [InlineData("""{"subject":["acme:body"],"reason":"x"}""")]
    [InlineData("""{"subject":"acme:body","reason":"x","force":true}""")]
    [InlineData("""{"subject":"acme:other","subject":"acme:body","reason":"x"}""")]
    [InlineData("""{"subject":"acme:body","reason":"\ud800"}""")]
    [InlineData("""{"Subject":"acme:body","Reason":"x"}""")]
    [InlineData("""{"subject":"acme:body","reason":"x"} {}""")]
    [InlineData("""{"subject":{"a":{"b":{}}},"reason":"x"}""")]
    public async Task A_body_that_is_not_clear_is_refused_and_nothing_is_shredded(string body)
    {
        _app.Keys.GetOrCreate("acme:body");

        await ShouldRefuseAsync(await PostAsync(_app, AuditApp.Officer, Encoding.UTF8.GetBytes(body)), HttpStatusCode.BadRequest, "\"subject\"");

        _app.Keys.GetOrCreate("acme:body").Shredded.ShouldBeNull();
    }

    [Fact]
    public async Task Random_bodies_lead_to_clear_refusals()
    {
        byte[] valid = Encoding.UTF8.GetBytes("""{"subject":"acme:fuzz","reason":"ticket 1021"}""");
        _app.Keys.GetOrCreate("acme:fuzz");
        var random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] body = [.. valid];
            for (int cut = random.Next(1, 4); cut > 0; cut--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            HttpResponseMessage response = await PostAsync(_app, AuditApp.AcmeOfficer, i % 3 == 0 ? body[..random.Next(body.Length)] : body);
            string text = await response.Content.ReadAsStringAsync(Token);
            ((int)response.StatusCode).ShouldBeOneOf([200, 400, 403, 404], Convert.ToBase64String(body));
            if (!response.IsSuccessStatusCode)
            {
                refused++;
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
                JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
            }
        }

        refused.ShouldBeGreaterThan(200);
        string huge = $$"""{"subject":"acme:fuzz","reason":"{{new string('x', 1_000_000)}}"}""";
        await ShouldRefuseAsync(await PostAsync(_app, AuditApp.AcmeOfficer, Encoding.UTF8.GetBytes(huge)), HttpStatusCode.BadRequest, "longer than");
    }

    [Fact]
    public async Task Where_no_keys_are_kept_nobody_can_be_erased()
    {
        await using AuditApp app = await AuditApp.StartAsync(keys: static _ => { });

        await ShouldRefuseAsync(await PostAsync(app, AuditApp.Operator, Encoding.UTF8.GetBytes("""{"subject":"p","reason":"x"}""")), HttpStatusCode.NotFound, "keeps no keys");
    }

    [Fact]
    public async Task Anonymous_reading_is_not_anonymous_erasing()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AllowAnonymousReading());
        app.Keys.GetOrCreate("p");

        await ShouldRefuseAsync(await PostAsync(app, null, Encoding.UTF8.GetBytes("""{"subject":"p","reason":"x"}""")), HttpStatusCode.Forbidden, "must be known");

        app.Keys.GetOrCreate("p").Shredded.ShouldBeNull();
    }

    [Fact]
    public async Task Keys_without_a_policy_for_erasing_are_refused_when_the_endpoints_are_mapped()
    {
        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(() => AuditApp.StartAsync(options => options.ErasePolicy = "missing"));

        refused.Message.ShouldContain("AddPolicy(\"missing\"");
    }

    [Fact]
    public async Task A_key_store_that_fails_is_told_without_its_words()
    {
        await using AuditApp app = await AuditApp.StartAsync(keys: static audit =>
            audit.UseSubjectKeys(static _ => new BrokenKeys(), static options => options.Authorize = static (_, _) => ValueTask.FromResult(true)));

        HttpResponseMessage response = await PostAsync(app, AuditApp.Officer, Encoding.UTF8.GetBytes("""{"subject":"p","reason":"x"}"""));

        await ShouldRefuseAsync(response, HttpStatusCode.ServiceUnavailable, "erasing somebody twice is harmless");
        (await response.Content.ReadAsStringAsync(Token)).ShouldNotContain("/secret/place");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString()!.ShouldContain(detail);
    }

    private static Task<HttpResponseMessage> PostAsync(AuditApp app, string? user, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return app.Client(user).PostAsync("/audit/api/erasures", content, Token);
    }

    private Task<HttpResponseMessage> EraseAsync(string user, string subject, string reason) =>
        PostAsync(_app, user, JsonSerializer.SerializeToUtf8Bytes(new { subject, reason }));

    /// <summary>What is on record of somebody's erasure, oldest first.</summary>
    private async Task<AuditEvent[]> ErasuresOfAsync(string subject)
    {
        await _app.SettleAsync();
        AuditQuery query = AuditQuery.HistoryOf("subject", subject, AuditAccess.Everything);
        return [.. (await _app.Reader.ExportAsync(query, AuditOrder.OldestFirst, Token).ToListAsync(Token)).Select(static record => record.Event)];
    }

    private sealed class BrokenKeys : ISubjectKeyStore
    {
        public SubjectKey GetOrCreate(string subject) => throw new IOException("/secret/place cannot be read");

        public SubjectKey? Find(string keyId) => null;

        public ValueTask<SubjectKey?> ShredAsync(string subject, CancellationToken cancellationToken = default) => throw new IOException("/secret/place cannot be written");
    }
}
