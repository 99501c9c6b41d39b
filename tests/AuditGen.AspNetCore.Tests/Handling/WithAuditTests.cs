using System.Net;
using AuditGen.AspNetCore.Tests.Handling.Audit;
using AuditGen.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Tests.Handling;

/// <summary>Minimal-API endpoints as audited operations.</summary>
public sealed class WithAuditTests : IAsyncDisposable
{
    private readonly WebApplication _app;

    public WithAuditTests()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddScoped<CloseOrderHandler>();
        builder.Services.AddAuditGen(audit => audit
            .UseInMemoryTrail().RunsThroughAdapter<CloseOrderHandler>().RunsThroughAdapter(typeof(OrderEndpoints)));
        builder.Services.AddAuditedHandlers();
        _app = builder.Build();
        _app.UseAuditGen();
    }

    private AuditTestTrail Trail => _app.Services.GetRequiredService<AuditTestTrail>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_that_calls_a_handler_class_runs_as_its_operation()
    {
        _app.MapPost("/close", Close).WithAudit(CloseOrderHandlerAudit.HandleAsync);

        (await PostAsync("/close?id=7&why=done")).ShouldBe(HttpStatusCode.OK);

        Trail.ShouldHaveOne("order.close").Changed("/status", "Open", "Closed").WithReason("done");
        Trail.Events.Single().Data.Single().Value.GetString().ShouldBe("7");
    }

    [Fact]
    public async Task An_endpoint_finds_its_handler_by_the_command()
    {
        _app.MapPost("/close", Close).WithAudit<CloseOrder>();

        (await PostAsync("/close?id=7&why=done")).ShouldBe(HttpStatusCode.OK);

        Trail.ShouldHaveOne("order.close").WithReason("done");
    }

    [Fact]
    public async Task A_method_that_is_an_endpoint_is_audited_by_its_own_attribute()
    {
        _app.MapPost("/reopen/{id}", OrderEndpoints.HandleReopenAsync).WithAudit();

        (await PostAsync("/reopen/7")).ShouldBe(HttpStatusCode.OK);

        Trail.ShouldHaveOne("order.reopen").Changed("/status", "Closed", "Open");
    }

    [Fact]
    public async Task A_result_with_a_status_of_failure_leaves_the_failure_and_no_change()
    {
        _app.MapPost("/reopen/{id}", OrderEndpoints.HandleReopenAsync).WithAudit();

        (await PostAsync("/reopen/missing")).ShouldBe(HttpStatusCode.NotFound);

        Trail.ShouldHaveOne("order.reopen_failed").WithOutcome(AuditOutcome.Failure);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("forbid")]
    [InlineData("problem")]
    public async Task Every_way_to_refuse_counts_as_failure(string way)
    {
        _app.MapPost("/close", async ([AsParameters] CloseOrder command, CloseOrderHandler handler, HttpContext http, CancellationToken token) =>
        {
            await handler.HandleAsync(command, token);
            http.Response.StatusCode = way == "status" ? StatusCodes.Status409Conflict : http.Response.StatusCode;
            return way switch
            {
                "forbid" => Results.Forbid(),
                "problem" => Results.Problem("no", statusCode: StatusCodes.Status422UnprocessableEntity),
                _ => null,
            };
        }).WithAudit(CloseOrderHandlerAudit.HandleAsync);

        await PostAsync("/close?id=7", mayThrow: way == "forbid");

        Trail.ShouldHaveOne("order.close_failed").WithOutcome(AuditOutcome.Failure);
    }

    [Fact]
    public async Task The_application_says_what_success_is()
    {
        _app.MapPost("/close", async ([AsParameters] CloseOrder command, CloseOrderHandler handler, CancellationToken token) =>
        {
            await handler.HandleAsync(command, token);
            return "refused";
        }).WithAudit(CloseOrderHandlerAudit.HandleAsync, static result => result is not "refused");

        (await PostAsync("/close?id=7")).ShouldBe(HttpStatusCode.OK);

        Trail.ShouldHaveOne("order.close_failed");
    }

    [Fact]
    public async Task What_the_endpoint_throws_reaches_the_pipeline_and_is_recorded()
    {
        _app.MapPost("/close", Close).WithAudit(CloseOrderHandlerAudit.HandleAsync);

        await Should.ThrowAsync<InvalidOperationException>(() => PostAsync("/close?id=7&how=throw"));

        Trail.ShouldHaveOne("order.close_failed");
        Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task Where_there_is_no_room_the_endpoint_does_not_run()
    {
        bool ran = false;
        _app.MapPost("/close", ([AsParameters] CloseOrder command) => ran = command.Id.Length > 0).WithAudit<CloseOrder>();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        using IDisposable full = Trail.Full();

        await Should.ThrowAsync<AuditAppendException>(() => _app.GetTestClient().PostAsync("/close?id=7", null, TestContext.Current.CancellationToken));

        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task A_group_runs_all_its_endpoints_as_operations()
    {
        RouteGroupBuilder group = _app.MapGroup("/orders").WithAudit(CloseOrderHandlerAudit.HandleAsync);
        group.MapPost("/a", Close);
        group.MapPost("/b", Close);

        await PostAsync("/orders/a?id=1");
        await _app.GetTestClient().PostAsync("/orders/b?id=2", null, TestContext.Current.CancellationToken);

        Trail.Events.Select(static each => each.Resource!.Id).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_lambda_without_a_handler_is_refused_with_the_remedy()
    {
        _app.MapPost("/lambda", () => "x").WithAudit();
        await _app.StartAsync(TestContext.Current.CancellationToken);

        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            _app.GetTestClient().PostAsync("/lambda", null, TestContext.Current.CancellationToken));
        refused.Message.ShouldContain("is no audited handler");
    }

    private static Task<Order> Close([AsParameters] CloseOrder command, CloseOrderHandler handler, CancellationToken token) => handler.HandleAsync(command, token);

    private async Task<HttpStatusCode> PostAsync(string path, bool mayThrow = false)
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            using HttpResponseMessage answer = await _app.GetTestClient().PostAsync(path, null, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (InvalidOperationException) when (mayThrow)
        {
            // No authentication is set up that could forbid; the event is what counts.
            return HttpStatusCode.Forbidden;
        }
    }
}
