using AuditGen.Testing;
using AuditGen.Tests.Domain;
using AuditGen.Tests.Domain.Wild;
using AuditGen.Tests.Domain.Wild.Audit;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Decorating;

/// <summary>Handlers in the shapes that people write them, each one run.</summary>
public sealed class WildHandlersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServiceLifetime.Transient)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Singleton)]
    public async Task A_request_handler_resolved_by_the_mediator_is_decorated_and_its_result_means_success_or_failure(ServiceLifetime lifetime)
    {
        await using TestApplication app = Application(services =>
            services.Add(ServiceDescriptor.Describe(typeof(IRequestHandler<ShipInvoice, Result<int>>), typeof(ShipInvoiceHandler), lifetime)));
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        var mediator = new Mediator(scope.ServiceProvider);

        Result<int> shipped = await mediator.Send<ShipInvoice, Result<int>>(new ShipInvoice("Rome"), Token);
        Result<int> refused = await mediator.Send<ShipInvoice, Result<int>>(new ShipInvoice("Oslo", Refuse: true), Token);

        (shipped.Value, refused.Problem).ShouldBe((7, "no"));
        app.Trail.Events.Select(static each => (each.Action, each.Outcome, each.Changes.Length))
            .ShouldBe([("invoice.ship", AuditOutcome.Success, 1), ("invoice.ship_failed", AuditOutcome.Failure, 0)]);
        app.Trail.Events[0].Data.Single().Value.GetString().ShouldBe("Rome");
    }

    [Fact]
    public async Task A_request_without_an_answer_is_audited_too()
    {
        await using TestApplication app = Application(static services => services.AddTransient<IRequestHandler<DropInvoice>, DropInvoiceHandler>());

        await new Mediator(app.Services).Send(new DropInvoice("D-1"), Token);

        app.Trail.ShouldHaveOne("invoice.drop").Changed("/status", "Draft", null);
    }

    [Fact]
    public async Task A_pipeline_behaviour_audits_handlers_that_nothing_decorates()
    {
        // Registered after the audited handlers, by the library's own scan: the decorator never sees them, the behaviour does.
        var services = new ServiceCollection();
        services.AddAuditGen(static audit => audit.UseInMemoryTrail());
        services.AddAuditedHandlers();
        services.AddTransient<IRequestHandler<ShipInvoice, Result<int>>, ShipInvoiceHandler>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuditBehaviour<,>));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await new Mediator(provider).Send<ShipInvoice, Result<int>>(new ShipInvoice("Rome"), Token);

        provider.GetRequiredService<AuditTestTrail>().ShouldHaveOne("invoice.ship").Changed("/status", "Draft", "Shipped to Rome");
    }

    [Fact]
    public async Task A_handler_nested_in_its_slice_is_decorated()
    {
        await using TestApplication app = Application(static services => services.AddScoped<ICommandHandler<CancelInvoice.Command>, CancelInvoice.Handler>());
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<ICommandHandler<CancelInvoice.Command>>().HandleAsync(new CancelInvoice.Command("sent twice"), Token);

        app.Trail.ShouldHaveOne("invoice.cancel").WithReason("sent twice");
    }

    [Fact]
    public async Task A_handler_nested_in_a_generic_slice_is_decorated_for_each_kind()
    {
        await using TestApplication app = Application(static services =>
        {
            services.AddTransient<ICommandHandler<Import<string>.Command>, Import<string>.Handler>();
            services.AddTransient<ICommandHandler<Import<int>.Command>, Import<int>.Handler>();
        });

        await app.RunAsync(new Import<string>.Command(3), Token);
        await app.RunAsync(new Import<int>.Command(4), Token);

        app.Trail.Events.Select(static each => (each.Action, each.Resource!.Id, each.Data.Single().Value.ToString()))
            .ShouldBe([("invoice.import", "String", "3"), ("invoice.import", "Int32", "4")]);
    }

    [Fact]
    public async Task An_open_generic_handler_that_returns_a_value_task_of_a_result_is_judged_by_its_result()
    {
        await using TestApplication app = Application(static services => services.AddScoped(typeof(IApprover<>), typeof(Approver<>)));
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        IApprover<Invoice> approver = scope.ServiceProvider.GetRequiredService<IApprover<Invoice>>();

        (await approver.ApproveAsync(new Invoice("A-1") { Total = 5 }, 10)).IsSuccess.ShouldBeTrue();
        (await approver.ApproveAsync(new Invoice("A-2") { Total = 50 }, 10)).IsSuccess.ShouldBeFalse();

        app.Trail.Events.Select(static each => (each.Action, each.Resource!.Id, each.Changes.Length))
            .ShouldBe([("invoice.approve", "A-1", 1), ("invoice.approve_failed", "A-2", 0)]);
        app.Trail.Events[0].Data.Single().Value.ToString().ShouldBe("10");
    }

    [Fact]
    public async Task Handlers_with_different_keys_are_decorated_each_with_its_own()
    {
        await using TestApplication app = Application(static services =>
        {
            services.AddKeyedScoped<ICommandHandler<PostInvoice>, KeyedHandler>("north");
            services.AddKeyedScoped<ICommandHandler<PostInvoice>, KeyedHandler>("south");
        });
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();

        foreach (string key in new[] { "south", "north" })
        {
            await scope.ServiceProvider.GetRequiredKeyedService<ICommandHandler<PostInvoice>>(key).HandleAsync(new PostInvoice(static _ => Task.CompletedTask), Token);
        }

        app.Trail.Events.Select(static each => each.Resource!.Id).ShouldBe(["south", "north"]);
    }

    [Fact]
    public async Task A_static_message_handler_runs_through_the_adapter()
    {
        await using TestApplication app = Application(static _ => { });
        var message = new Remind("mail");

        await app.Services.GetRequiredService<IAuditOperations>().RunAsync(RemindHandlerAudit.Handle, message, _ => RemindHandler.Handle(message, app.Audit), Token);

        app.Trail.ShouldHaveOne("invoice.remind");
        app.Trail.Events.Single().Data.Single().Value.GetString().ShouldBe("mail");
    }

    private static TestApplication Application(Action<IServiceCollection> configure) => new(configure);
}
