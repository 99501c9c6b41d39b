using System.Net;
using AuditGen.AspNetCore.Tests.Handling;
using AuditGen.AspNetCore.Tests.Handling.Audit;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Capture;

/// <summary>Who acted, from a request to the event in the store: over minimal APIs, controllers, background jobs and proxies.</summary>
public sealed class CaptureFlowTests : IAsyncLifetime
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private const string User = "sub=u-17;name=Ada Brandt;email=ada@acme.example;role=clerk;sid=s-88;tenant=acme";
    private const string TrustedProxy = "10.0.0.1";
    private const string Stranger = "203.0.113.99";

    private AuditApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await AuditApp.StartAsync(
        options => options.AuditSearches = false,
        services: services =>
        {
            services.AddControllers().AddApplicationPart(typeof(OrdersController).Assembly);
            services.AddHostedService<NightlyJob>();
            services.AddScoped<CloseOrderHandler>();
            services.Configure<AuditCaptureOptions>(options => options.IndexHeader = "Audit-Index");
            services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
                options.KnownIPNetworks.Clear();
                options.KnownProxies.Clear();
                options.KnownProxies.Add(IPAddress.Parse(TrustedProxy));
            });
        },
        before: app =>
        {
            // What the connection would say.
            app.Use((http, next) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers["X-Test-Peer"] is [{ } peer] ? peer : TrustedProxy);
                return next(http);
            });
            app.UseForwardedHeaders();
        },
        map: app =>
        {
            app.MapControllers();
            app.MapPost("/minimal/orders/{id}/close", async (string id, CloseOrderHandler handler, CancellationToken token) =>
            {
                await handler.HandleAsync(new CloseOrder(id, "done"), token);
                return "closed";
            }).WithAudit(CloseOrderHandlerAudit.HandleAsync);
            app.MapPost("/later/orders/{id}/close", async (string id, IAuditOperations operations, IAuditScope audit) =>
            {
                // What a request leaves to others still names the one who asked.
                var command = new CloseOrder(id, "later");
                await Task.Run(() => operations.RunAsync(CloseOrderHandlerAudit.HandleAsync, command, token => new CloseOrderHandler(audit).HandleAsync(command, token), Token), Token);
            });
            app.MapGet("/nothing", static () => "nothing");
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("minimal")]
    [InlineData("mvc")]
    [InlineData("later")]
    public async Task The_event_says_who_acted_in_which_session_from_where(string way)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{way}/orders/o-1/close");
        request.Headers.Add("X-Correlation-Id", "c-9");
        request.Headers.Add("traceparent", Parent);
        request.Headers.Add("User-Agent", "Firefox/140");
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");

        (await _app.Client(User).SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        AuditEvent recorded = await FindAsync("o-1");
        (recorded.Actor.Id, recorded.Actor.Name, recorded.Actor.Email, recorded.Actor.Kind).ShouldBe(("u-17", "Ada Brandt", "ada@acme.example", "user"));
        (recorded.Session, recorded.Tenant, recorded.Correlation).ShouldBe(("s-88", "acme", "c-9"));
        (recorded.Source!.Ip, recorded.Source.UserAgent).ShouldBe(("198.51.100.7", "Firefox/140"));
        recorded.Trace.ShouldNotBeNull().ShouldContain(Parent.Split('-')[1]);
    }

    [Theory]
    [InlineData(TrustedProxy, "198.51.100.7", "198.51.100.7")]
    [InlineData(TrustedProxy, "1.2.3.4, 198.51.100.7", "198.51.100.7")]
    [InlineData(TrustedProxy, "not an address", TrustedProxy)]
    [InlineData(TrustedProxy, null, TrustedProxy)]
    [InlineData(Stranger, "198.51.100.7", Stranger)]
    public async Task Only_a_proxy_that_is_trusted_says_who_stands_behind_it(string peer, string? forwarded, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/minimal/orders/o-2/close");
        request.Headers.Add("X-Test-Peer", peer);
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwarded);
        }

        (await _app.Client(User).SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await FindAsync("o-2")).Source!.Ip.ShouldBe(expected);
    }

    [Theory]
    [InlineData("not a trace")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public async Task What_is_no_trace_is_not_recorded_as_one(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/minimal/orders/o-3/close");
        request.Headers.TryAddWithoutValidation("traceparent", header);

        (await _app.Client(User).SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await FindAsync("o-3")).Trace.ShouldNotBe(header);
    }

    [Fact]
    public async Task A_background_job_acts_as_who_it_says_it_is()
    {
        AuditEvent recorded = await FindAsync("o-night");

        (recorded.Actor.Id, recorded.Actor.Kind, recorded.Tenant, recorded.Session).ShouldBe(("nightly-close", "service", "acme", "run-7"));
    }

    [Fact]
    public async Task What_a_request_recorded_can_be_waited_for_by_the_index_that_its_answer_names()
    {
        HttpResponseMessage answer = await _app.Client(User).PostAsync("/mvc/orders/o-4/close", content: null, Token);
        string index = answer.Headers.GetValues("Audit-Index").ShouldHaveSingleItem();

        string events = await _app.Client(AuditApp.Auditor).GetStringAsync($"/audit/api/resources/order/o-4/history?wait_for={index}", Token);

        events.ShouldContain("order.close");
    }

    [Fact]
    public async Task A_request_that_recorded_nothing_names_no_index()
    {
        await FindAsync("o-night");

        HttpResponseMessage answer = await _app.Client(User).GetAsync("/nothing", Token);

        answer.Headers.Contains("Audit-Index").ShouldBeFalse();
    }

    /// <summary>The one event of an order, when it can be found.</summary>
    private async Task<AuditEvent> FindAsync(string order)
    {
        while (true)
        {
            AuditPage page = await _app.Reader.HistoryAsync("order", order, AuditAccess.Everything, cancellationToken: Token);
            if (!page.Records.IsEmpty)
            {
                return page.Records.ShouldHaveSingleItem().Event;
            }

            await Task.Delay(5, Token);
        }
    }
}
