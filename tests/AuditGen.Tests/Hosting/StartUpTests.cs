using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Tests.Hosting;

/// <summary>A host does not start with an audited handler that would run undecorated.</summary>
public sealed class StartUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complete_host_starts()
    {
        using IHost host = Build(services =>
        {
            services.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
            services.AddAuditedHandlers();
        });
        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public Task A_handler_registered_too_late_is_named() => Refused(
        services =>
        {
            services.AddAuditedHandlers();
            services.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
        },
        "AuditGen.Tests.Domain.PostInvoiceHandler",
        "ICommandHandler<PostInvoice>",
        "Call services.AddAuditedHandlers() after the last handler is registered.");

    [Fact]
    public Task A_handler_registered_too_late_by_factory_is_named() => Refused(
        services =>
        {
            services.AddAuditedHandlers();
            services.AddTransient<ICommandHandler<MatchInvoice>>(provider => new MatchInvoiceHandler(provider.GetRequiredService<IAuditScope>()));
        },
        "AuditGen.Tests.Domain.MatchInvoiceHandler",
        "after the last handler is registered");

    [Fact]
    public Task Forgotten_handlers_are_named_with_their_assembly() => Refused(
        services => services.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>(),
        "AuditGen.Tests has audited handlers",
        "Call services.AddAuditedHandlers()");

    [Fact]
    public Task A_handler_registered_as_a_class_only_is_named_with_its_interface() => Refused(
        services =>
        {
            services.AddTransient<PostInvoiceHandler>();
            services.AddAuditedHandlers();
        },
        "AuditGen.Tests.Domain.PostInvoiceHandler is registered as a class only",
        "Register it as ICommandHandler<PostInvoice>");

    [Fact]
    public async Task A_class_registered_beside_its_decorated_interface_is_accepted()
    {
        using IHost host = Build(services =>
        {
            services.AddTransient<PostInvoiceHandler>();
            services.AddTransient<ICommandHandler<PostInvoice>>(provider => provider.GetRequiredService<PostInvoiceHandler>());
            services.AddAuditedHandlers();
        });
        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public Task A_handler_without_interface_is_named_unless_an_adapter_runs_it() => Refused(
        services => services.AddAuditedHandlers(),
        "AuditGen.Tests.Domain.CloseInvoiceHandler.HandleAsync is audited but has no interface",
        "audit.RunsThroughAdapter<THandler>()",
        adapted: false);

    [Fact]
    public Task A_keyed_open_generic_handler_is_named() => Refused(
        services =>
        {
            services.AddKeyedTransient(typeof(IStore<>), "key", typeof(Store<>));
            services.AddAuditedHandlers();
        },
        "Store",
        "with the key 'key', which cannot be decorated");

    [Fact]
    public async Task Without_a_journal_the_host_does_not_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAuditGen(audit => audit.AllRunThroughAdapter());
        builder.Services.AddAuditedHandlers();
        using IHost host = builder.Build();

        (await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancellation))).Message.ShouldContain("Events have nowhere to go");
    }

    [Fact]
    public async Task Without_the_runtime_the_host_does_not_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAuditedHandlers();
        using IHost host = builder.Build();

        (await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancellation))).Message.ShouldContain("Call services.AddAuditGen(audit => …)");
    }

    [Fact]
    public async Task A_factory_around_a_decorated_registration_is_accepted_because_it_resolves_decorated()
    {
        using IHost host = Build(services =>
        {
            services.AddTransient<ICommandHandler<MatchInvoice>, MatchInvoiceHandler>();
            services.AddAuditedHandlers();

            // What decoration libraries do: they move a registration to a key and put a factory of their own in its place.
            ServiceDescriptor decorated = services.Single(each => each.ServiceType == typeof(ICommandHandler<MatchInvoice>) && !each.IsKeyedService);
            services.Remove(decorated);
            services.AddKeyedTransient("moved", (provider, _) => (ICommandHandler<MatchInvoice>)decorated.ImplementationFactory!(provider));
            services.AddTransient<ICommandHandler<MatchInvoice>>(provider => new Forwarding(provider.GetRequiredKeyedService<ICommandHandler<MatchInvoice>>("moved")));
        });

        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);
    }

    private static async Task Refused(Action<IServiceCollection> register, string first, string second, string? third = null, bool adapted = true)
    {
        using IHost host = Build(register, adapted);
        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancellation));

        refused.Message.ShouldContain(first);
        refused.Message.ShouldContain(second);
        refused.Message.ShouldContain(third ?? second);
    }

    private static IHost Build(Action<IServiceCollection> register, bool adapted = true)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAuditGen(audit =>
        {
            audit.UseInMemoryTrail();
            if (adapted)
            {
                audit.AllRunThroughAdapter();
            }
        });
        register(builder.Services);
        return builder.Build();
    }

    private sealed class Forwarding(ICommandHandler<MatchInvoice> inner) : ICommandHandler<MatchInvoice>
    {
        public Task HandleAsync(MatchInvoice command, CancellationToken cancellationToken) => inner.HandleAsync(command, cancellationToken);
    }
}
