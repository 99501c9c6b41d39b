using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Scopes;

/// <summary>Who acts, in which session: what every event says besides its change.</summary>
public sealed class ContextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_the_context_says_is_recorded()
    {
        await using var app = new TestApplication();
        using (AuditContext.Begin(new AuditContext
        {
            Actor = new AuditActor("u-17") { Name = "Ada", Kind = "user", Roles = ["clerk", "auditor"], OnBehalfOf = new AuditPrincipal("u-3", "Max") },
            Session = "s",
            Correlation = "c",
            Causation = "m",
            Trace = "t",
            Tenant = "acme",
            Source = new AuditSource { Ip = "10.0.0.7", UserAgent = "curl" },
        }))
        {
            await Run(app);
        }

        AuditEvent left = app.Trail.Events.Single();
        left.Actor.Id.ShouldBe("u-17");
        left.Actor.Name.ShouldBe("Ada");
        left.Actor.Roles.ShouldBe(["clerk", "auditor"]);
        left.Actor.OnBehalfOf.ShouldBe(new AuditPrincipal("u-3", "Max"));
        (left.Session, left.Correlation, left.Causation, left.Trace, left.Tenant).ShouldBe(("s", "c", "m", "t", "acme"));
        left.Source.ShouldBe(new AuditSource { Service = "tests", Version = "1.0", Host = "host", Ip = "10.0.0.7", UserAgent = "curl" });
    }

    [Fact]
    public async Task Without_a_context_the_program_itself_acts()
    {
        await using var app = new TestApplication();
        await Run(app);

        app.Trail.Events.Single().Actor.Kind.ShouldBe("system");
    }

    [Fact]
    public async Task A_context_inside_another_keeps_what_it_does_not_say()
    {
        await using var app = new TestApplication();
        using (AuditContext.Begin(new AuditContext { Actor = new AuditActor("job"), Tenant = "acme" }))
        {
            using (AuditContext.Begin(new AuditContext { Tenant = "other" }))
            {
                await Run(app);
            }

            await Run(app);
        }

        app.Trail.Events.Select(each => (each.Actor.Id, each.Tenant)).ShouldBe([("job", "other"), ("job", "acme")]);
        AuditContext.Current.ShouldBeNull();
    }

    [Fact]
    public async Task Providers_fill_in_what_the_context_does_not_say()
    {
        await using var app = new TestApplication(services => services.AddAuditGen(audit => audit.ContextFrom<Request>().ContextFrom<Fallback>()));
        using (AuditContext.Begin(new AuditContext { Tenant = "acme" }))
        {
            await Run(app);
        }

        AuditEvent left = app.Trail.Events.Single();
        (left.Tenant, left.Session, left.Actor.Id).ShouldBe(("acme", "request", "fallback"));
    }

    [Fact]
    public async Task The_context_follows_task_run()
    {
        await using var app = new TestApplication();
        using (AuditContext.Begin(new AuditContext { Session = "s" }))
        {
            await Task.Run(() => Run(app), Cancellation);
        }

        app.Trail.Events.Single().Session.ShouldBe("s");
    }

    private static Task Run(TestApplication app) => app.RunAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);

    private sealed class Request : IAuditContextProvider
    {
        public AuditContext GetContext() => new() { Session = "request", Tenant = "ignored" };
    }

    private sealed class Fallback : IAuditContextProvider
    {
        public AuditContext GetContext() => new() { Session = "ignored", Actor = new AuditActor("fallback") };
    }
}
