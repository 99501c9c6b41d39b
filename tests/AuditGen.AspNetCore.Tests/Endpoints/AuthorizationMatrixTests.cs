using System.Net;
using System.Net.Http.Json;
using AuditGen.AspNetCore.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Guarantee G11: every route, for everyone who must not read, and for everyone who may read only a part.</summary>
public sealed class AuthorizationMatrixTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private const string OtherTenant = "globex";
    private readonly AuditApp _app = sample.App;

    public static TheoryData<string> Routes => [
        "/audit/", "/audit/assets/app.js", "/audit/openapi.json", "/audit/api/events", "/audit/api/events/{globex}", "/audit/api/events/{acme}",
        "/audit/api/resources/invoice/inv-1/history", "/audit/api/resources/invoice/inv-2/history",
        "/audit/api/resources/invoice/inv-1/as-of", "/audit/api/resources/invoice/inv-2/as-of", "/audit/api/sessions/s-1", "/audit/api/sessions/s-9",
        "/audit/api/facets?dimension=actor&dimension=tenant&dimension=action", "/audit/api/actors", "/audit/api/actors?q=gil", "/audit/api/actors?id=u-9", "/audit/api/export?format=ndjson", "/audit/api/export?format=csv",
        "/audit/api/catalogue", "/audit/api/verification", "/audit/api/quarantine"];

    /// <summary>The routes that do something, and who besides those who may not read may not do it.</summary>
    public static TheoryData<string, string?, HttpStatusCode> Orders => new()
    {
        { "/audit/api/quarantine/store/1/resend", null, HttpStatusCode.Unauthorized },
        { "/audit/api/quarantine/store/1/resend", AuditApp.Clerk, HttpStatusCode.Forbidden },
        { "/audit/api/quarantine/store/1/resend", AuditApp.Auditor, HttpStatusCode.Forbidden },
        { "/audit/api/quarantine/store/1/resend", AuditApp.Officer, HttpStatusCode.Forbidden },
        { "/audit/api/erasures", null, HttpStatusCode.Unauthorized },
        { "/audit/api/erasures", AuditApp.Clerk, HttpStatusCode.Forbidden },
        { "/audit/api/erasures", AuditApp.Auditor, HttpStatusCode.Forbidden },
        { "/audit/api/erasures", AuditApp.Operator, HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Nothing_is_done_for_those_whose_policy_it_is_not(string route, string? user, HttpStatusCode refused)
    {
        _app.Keys.GetOrCreate("p-matrix");

        HttpResponseMessage response = await _app.Client(user).PostAsync(route, JsonContent.Create(new { subject = "p-matrix", reason = "none" }), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(refused);
        _app.Keys.GetOrCreate("p-matrix").Shredded.ShouldBeNull();
    }

    [Fact]
    public void Every_route_is_in_the_matrix()
    {
        string[] asked = [.. Routes.Select(static row => (string)row.Data).Concat(Orders.Select(static row => (string)row.Data.Item1)).Select(static route => route.Split('?')[0]).Distinct()];
        foreach (RouteEndpoint endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var template = new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []);
            asked.ShouldContain(route => template.TryMatch(route, new RouteValueDictionary()), endpoint.RoutePattern.RawText);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_signed_in_is_refused(string route) =>
        (await GetAsync(null, route)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Someone_without_the_right_to_read_is_refused(string route) =>
        (await GetAsync(AuditApp.Clerk, route)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_auditor_of_everything_is_served(string route) =>
        (await GetAsync(AuditApp.Auditor, route)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_route_shows_another_tenant(string route)
    {
        string body = await BodyAsync(AuditApp.FinanceReader, route);

        body.ShouldNotContain("GLOBEX-ONLY");
        body.ShouldNotContain("Gil Globex");
        body.ShouldNotContain("u-9");
        body.ShouldNotContain($"\"{OtherTenant}\"");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_route_shows_another_context(string route)
    {
        string body = await BodyAsync(AuditApp.IdentityReader, route);

        body.ShouldNotContain("INV-0001");
        body.ShouldNotContain("invoice.post");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Someone_whose_claims_name_no_context_and_tenant_sees_nothing(string route)
    {
        string body = await BodyAsync(AuditApp.ClaimlessReader, route);

        body.ShouldNotContain("INV-0001");
        body.ShouldNotContain("GLOBEX-ONLY");
        body.ShouldNotContain("session.login");
    }

    [Fact]
    public async Task The_other_tenants_reader_sees_its_own_events_and_only_those()
    {
        string body = await BodyAsync(AuditApp.OtherTenantReader, "/audit/api/events");

        body.ShouldContain("GLOBEX-ONLY");
        body.ShouldNotContain("INV-0001");
    }

    [Fact]
    public async Task A_filter_for_a_foreign_tenant_does_not_widen_access()
    {
        string body = await BodyAsync(AuditApp.FinanceReader, "/audit/api/events?tenant=globex&tenant=acme&context=identity&context=finance");

        body.ShouldContain("INV-0001");
        body.ShouldNotContain("GLOBEX-ONLY");
        body.ShouldNotContain("session.login");
    }

    private async Task<HttpResponseMessage> GetAsync(string? user, string route)
    {
        foreach ((string mark, string tenant) in new[] { ("{globex}", "globex"), ("{acme}", "acme") })
        {
            if (route.Contains(mark, StringComparison.Ordinal))
            {
                var query = new Reading.AuditQuery { Access = Reading.AuditAccess.Everything, Tenants = [tenant], Contexts = ["finance"] };
                Reading.AuditPage page = await _app.Reader.SearchAsync(query, Reading.AuditPaging.First, TestContext.Current.CancellationToken);
                route = route.Replace(mark, page.Records[0].Event.Id.ToString(), StringComparison.Ordinal);
            }
        }

        return await _app.Client(user).GetAsync(route, TestContext.Current.CancellationToken);
    }

    private async Task<string> BodyAsync(string user, string route)
    {
        HttpResponseMessage response = await GetAsync(user, route);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
