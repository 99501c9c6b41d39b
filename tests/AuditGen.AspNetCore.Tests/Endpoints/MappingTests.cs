using System.Net;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Tests.Endpoints;

public sealed class MappingTests
{
    public static TheoryData<string, Action<AuditEndpointOptions>> Settings { get; } = new()
    {
        { "MaxWait", static options => options.MaxWait = TimeSpan.FromSeconds(-1) },
        { "MaxWait", static options => options.MaxWait = TimeSpan.FromHours(1) },
        { "ActiveWithin", static options => options.ActiveWithin = TimeSpan.Zero },
        { "Access", static options => options.Access = null! },
    };

    public static TheoryData<string, Action<AuditCaptureOptions>> CaptureSettings { get; } = new()
    {
        { "MaxLength", static options => options.MaxLength = 15 },
        { "IdClaims", static options => options.IdClaims.Clear() },
        { "CorrelationHeader", static options => options.CorrelationHeader = "" },
        { "ActorClaim", static options => options.ActorClaim = " " },
        { "IndexHeader", static options => options.IndexHeader = "" },
    };

    [Fact]
    public async Task Mapping_without_authorization_fails_and_shows_the_lines_to_write()
    {
        await using WebApplication app = Application(authorization: false);

        InvalidOperationException refused = Should.Throw<InvalidOperationException>(() => app.MapAuditGen("/audit"));

        refused.Message.ShouldContain("AddPolicy(\"audit.read\"");
        refused.Message.ShouldContain("AllowAnonymousReading");
    }

    [Fact]
    public async Task Mapping_with_a_policy_that_does_not_exist_names_it()
    {
        await using WebApplication app = Application(authorization: true);

        Should.Throw<InvalidOperationException>(() => app.MapAuditGen("/audit", audit => audit.ReadPolicy = "missing")).Message.ShouldContain("\"missing\"");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Mapping_with_a_setting_out_of_range_names_it(string named, Action<AuditEndpointOptions> configure)
    {
        await using WebApplication app = Application(authorization: true);

        Should.Throw<InvalidOperationException>(() => app.MapAuditGen("/audit", configure)).Message.ShouldContain($"AuditEndpointOptions.{named}");
    }

    [Theory]
    [MemberData(nameof(CaptureSettings))]
    public async Task Capturing_with_a_setting_that_makes_no_sense_names_it(string named, Action<AuditCaptureOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuditGen(_ => { });
        builder.Services.Configure(configure);
        await using WebApplication app = builder.Build();

        Should.Throw<InvalidOperationException>(() => app.UseAuditGen()).Message.ShouldContain(named);
    }

    [Fact]
    public async Task Mapping_without_a_store_says_how_to_add_one()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuditGen(_ => { });
        await using WebApplication app = builder.Build();

        Should.Throw<InvalidOperationException>(() => app.MapAuditGen("/audit", audit => audit.AllowAnonymousReading())).Message.ShouldContain("UseSqlite");
    }

    [Fact]
    public async Task Anonymous_reading_has_to_be_asked_for_by_name()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AllowAnonymousReading());
        await SampleTrail.WriteAsync(app);

        HttpResponseMessage response = await app.Client(user: null).GetAsync("/audit/api/events", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_searched_for_what_is_itself_recorded()
    {
        await using AuditApp app = await AuditApp.StartAsync();
        await SampleTrail.WriteAsync(app);

        await app.Client(AuditApp.Auditor).GetAsync("/audit/api/events?actor=u-3", TestContext.Current.CancellationToken);
        await app.Client(AuditApp.Auditor).GetAsync("/audit/api/resources/invoice/inv-1/as-of?at=2001-01-01T00:00:00Z", TestContext.Current.CancellationToken);
        await app.Client(AuditApp.Auditor).GetAsync("/audit/api/export?actor=u-3&format=csv", TestContext.Current.CancellationToken);
        await app.SettleAsync();

        var query = new Reading.AuditQuery { Access = Reading.AuditAccess.Everything, Contexts = ["auditgen"], Actors = ["u-aud"] };
        Reading.AuditPage page = await app.Reader.SearchAsync(query, Reading.AuditPaging.First, TestContext.Current.CancellationToken);
        page.Records.Select(record => record.Event.Action).ShouldBe(["audit.export", "audit.search", "audit.search"]);
        page.Records[1].Event.Resource!.Id.ShouldBe("/audit/api/resources/invoice/inv-1/as-of");
        page.Records[2].Event.Data.Select(datum => datum.Name).ShouldContain("actor");
    }

    [Fact]
    public async Task The_page_allows_nothing_from_elsewhere_and_is_cached_by_tag()
    {
        await using AuditApp app = await AuditApp.StartAsync();
        HttpClient client = app.Client(AuditApp.Auditor);

        HttpResponseMessage page = await client.GetAsync("/audit/", TestContext.Current.CancellationToken);
        var again = new HttpRequestMessage(HttpMethod.Get, "/audit/");
        again.Headers.TryAddWithoutValidation("If-None-Match", page.Headers.ETag!.ToString());

        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await client.GetAsync("/audit", TestContext.Current.CancellationToken)).Headers.Location!.ToString().ShouldBe("/audit/");
    }

    [Theory]
    [InlineData("assets/%2e%2e/index.html")]
    [InlineData("assets/nothing.js")]
    [InlineData("assets/views")]
    public async Task A_file_that_is_not_part_of_the_page_is_not_served(string path)
    {
        await using AuditApp app = await AuditApp.StartAsync();

        (await app.Client(AuditApp.Auditor).GetAsync($"/audit/{path}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static WebApplication Application(bool authorization)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (authorization)
        {
            builder.Services.AddAuthorization();
        }

        builder.Services.AddAuditGen(audit => audit.UseSqlite(Path.Combine(Path.GetTempPath(), "never-started")));
        return builder.Build();
    }
}
