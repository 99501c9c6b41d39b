using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Decorating;

/// <summary>Every way to register a handler, decorated.</summary>
public sealed class RegistrationTests
{
    public enum Way
    {
        ByType,
        ByFactory,
        ByInstance,
        KeyedByType,
        KeyedByFactory,
        KeyedByInstance,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [CombinatorialWays]
    public async Task A_registration_of_any_kind_and_lifetime_is_decorated_and_keeps_its_lifetime(Way way, ServiceLifetime lifetime)
    {
        bool keyed = way is Way.KeyedByType or Way.KeyedByFactory or Way.KeyedByInstance;
        await using ServiceProvider services = Build(registered => Register(registered, way, lifetime));

        await using AsyncServiceScope scope = services.CreateAsyncScope();
        ICommandHandler<PostInvoice> first = Resolve(scope.ServiceProvider, keyed);
        ICommandHandler<PostInvoice> second = Resolve(scope.ServiceProvider, keyed);
        await using AsyncServiceScope otherScope = services.CreateAsyncScope();
        ICommandHandler<PostInvoice> other = Resolve(otherScope.ServiceProvider, keyed);

        first.ShouldNotBeOfType<CountingHandler>();
        ReferenceEquals(first, second).ShouldBe(lifetime != ServiceLifetime.Transient);
        ReferenceEquals(first, other).ShouldBe(lifetime == ServiceLifetime.Singleton);

        await first.HandleAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);
        services.GetRequiredService<AuditTestTrail>().ShouldHaveExactly("invoice.post");
    }

    [Theory]
    [CombinatorialWays]
    public async Task The_container_disposes_the_inner_handler_exactly_as_it_would_have(Way way, ServiceLifetime lifetime)
    {
        bool keyed = way is Way.KeyedByType or Way.KeyedByFactory or Way.KeyedByInstance;
        var journal = new List<string>();
        ServiceProvider services = Build(registered =>
        {
            registered.AddSingleton(journal);
            Register(registered, way, lifetime);
        });
        await using (AsyncServiceScope scope = services.CreateAsyncScope())
        {
            Resolve(scope.ServiceProvider, keyed);
        }

        bool owned = way is not (Way.ByInstance or Way.KeyedByInstance);
        journal.Count.ShouldBe(owned && lifetime != ServiceLifetime.Singleton ? 1 : 0);
        await services.DisposeAsync();
        journal.Count.ShouldBe(owned ? 1 : 0);
    }

    [Fact]
    public async Task Adding_the_handlers_twice_decorates_once_and_adds_what_came_since()
    {
        await using ServiceProvider services = Build(registered =>
        {
            registered.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
            registered.AddAuditedHandlers();
            registered.AddTransient<ICommandHandler<MatchInvoice>, MatchInvoiceHandler>();
        });

        await services.GetRequiredService<ICommandHandler<PostInvoice>>().HandleAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);
        await services.GetRequiredService<ICommandHandler<MatchInvoice>>().HandleAsync(new MatchInvoice(_ => Task.CompletedTask), Cancellation);

        services.GetRequiredService<AuditTestTrail>().ShouldHaveExactly("invoice.post", "invoice.match");
    }

    [Fact]
    public async Task Adding_the_runtime_twice_is_adding_it_once()
    {
        await using ServiceProvider services = Build(registered =>
        {
            registered.AddAuditGen();
            registered.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
        });

        await services.GetRequiredService<ICommandHandler<PostInvoice>>().HandleAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);

        services.GetRequiredService<AuditTestTrail>().Events.Length.ShouldBe(1);
        services.GetServices<IAuditScope>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Handlers_that_are_not_audited_stay_as_they_are_among_those_that_are()
    {
        await using ServiceProvider services = Build(registered =>
        {
            registered.AddTransient<ICommandHandler<PostInvoice>, PlainPostHandler>();
            registered.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
        });

        ICommandHandler<PostInvoice>[] handlers = [.. services.GetServices<ICommandHandler<PostInvoice>>()];
        handlers[0].ShouldBeOfType<PlainPostHandler>();
        handlers[1].ShouldNotBeOfType<PostInvoiceHandler>();
    }

    [Fact]
    public async Task A_decorator_of_the_application_around_the_handler_is_audited_as_the_handler()
    {
        await using ServiceProvider services = Build(registered => registered.AddTransient<ICommandHandler<MatchInvoice>>(
            provider => new Logging<MatchInvoice>(new MatchInvoiceHandler(provider.GetRequiredService<IAuditScope>()))));

        await services.GetRequiredService<ICommandHandler<MatchInvoice>>().HandleAsync(new MatchInvoice(_ => Task.CompletedTask), Cancellation);

        services.GetRequiredService<AuditTestTrail>().ShouldHaveExactly("invoice.match");
    }

    [Fact]
    public async Task A_decorator_around_one_of_several_handlers_is_refused_because_nobody_can_tell_which()
    {
        await using ServiceProvider services = Build(registered => registered.AddTransient<ICommandHandler<PostInvoice>>(
            provider => new Logging<PostInvoice>(new PostInvoiceHandler(provider.GetRequiredService<IAuditScope>()))));

        Should.Throw<InvalidOperationException>(() => services.GetRequiredService<ICommandHandler<PostInvoice>>()).Message.ShouldContain("nobody can tell");
    }

    [Fact]
    public async Task An_open_generic_registration_is_decorated_for_every_type()
    {
        await using ServiceProvider services = Build(registered => registered.AddScoped(typeof(IStore<>), typeof(Store<>)));
        await using (AsyncServiceScope scope = services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<IStore<string>>().StoreAsync("x")).ShouldBeTrue();
            await scope.ServiceProvider.GetRequiredService<IStore<Invoice>>().StoreAsync(new Invoice("1"));
            Store<string>.Disposed = 0;
        }

        services.GetRequiredService<AuditTestTrail>().Events.Select(each => each.Resource!.Id).ShouldBe(["String", "Invoice"]);
        Store<string>.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task A_generic_handler_registered_closed_is_decorated()
    {
        await using ServiceProvider services = Build(registered =>
        {
            registered.AddTransient<ICommandHandler<Archive<int>>, ArchiveHandler<int>>();
            registered.AddKeyedSingleton<ICommandHandler<Archive<string>>, ArchiveHandler<string>>("k");
        });

        await services.GetRequiredService<ICommandHandler<Archive<int>>>().HandleAsync(new Archive<int>("a"), Cancellation);
        await services.GetRequiredKeyedService<ICommandHandler<Archive<string>>>("k").HandleAsync(new Archive<string>("b"), Cancellation);

        AuditTestTrail trail = services.GetRequiredService<AuditTestTrail>();
        trail.Events.Select(each => each.Resource!.Id).ShouldBe(["Int32", "String"]);
        trail.Events.Select(each => each.Data.Single().Value.ToDisplayText()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_keyed_handler_still_receives_its_key()
    {
        await using ServiceProvider services = Build(registered =>
        {
            registered.AddKeyedTransient<ICommandHandler<PostInvoice>, KeyedHandler>("blue");
            registered.AddKeyedTransient<ICommandHandler<PostInvoice>, KeyedHandler>(KeyedService.AnyKey);
        });

        foreach (string key in new[] { "blue", "green" })
        {
            await services.GetRequiredKeyedService<ICommandHandler<PostInvoice>>(key).HandleAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);
        }

        services.GetRequiredService<AuditTestTrail>().Events.Select(each => each.Resource!.Id).ShouldBe(["blue", "green"]);
    }

    internal static ServiceProvider Build(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddAuditGen(audit => audit.UseInMemoryTrail().AllRunThroughAdapter());
        register(services);
        services.AddAuditedHandlers();
        ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        provider.VerifyAudit();
        return provider;
    }

    private static void Register(IServiceCollection services, Way way, ServiceLifetime lifetime)
    {
        Type service = typeof(ICommandHandler<PostInvoice>);
        services.Add(way switch
        {
            Way.ByType => ServiceDescriptor.Describe(service, typeof(CountingHandler), lifetime),
            Way.ByFactory => ServiceDescriptor.Describe(service, Make, lifetime),
            Way.ByInstance => new ServiceDescriptor(service, new CountingHandler()),
            Way.KeyedByType => ServiceDescriptor.DescribeKeyed(service, "key", typeof(CountingHandler), lifetime),
            Way.KeyedByFactory => ServiceDescriptor.DescribeKeyed(service, "key", (provider, key) => key is "key" ? Make(provider) : throw new InvalidOperationException("wrong key"), lifetime),
            _ => new ServiceDescriptor(service, "key", new CountingHandler()),
        });

        static object Make(IServiceProvider provider) => new CountingHandler(provider.GetService<List<string>>());
    }

    private static ICommandHandler<PostInvoice> Resolve(IServiceProvider services, bool keyed) =>
        keyed ? services.GetRequiredKeyedService<ICommandHandler<PostInvoice>>("key") : services.GetRequiredService<ICommandHandler<PostInvoice>>();

    private sealed class CombinatorialWaysAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker)
        {
            IEnumerable<ITheoryDataRow> rows =
                from way in Enum.GetValues<Way>()
                from lifetime in Enum.GetValues<ServiceLifetime>()
                where lifetime == ServiceLifetime.Singleton || way is not (Way.ByInstance or Way.KeyedByInstance)
                select (ITheoryDataRow)new TheoryDataRow(way, lifetime);
            return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. rows]);
        }

        public override bool SupportsDiscoveryEnumeration() => true;
    }

    private sealed class PlainPostHandler : ICommandHandler<PostInvoice>
    {
        public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Logging<TCommand>(ICommandHandler<TCommand> inner) : ICommandHandler<TCommand>
    {
        public Task HandleAsync(TCommand command, CancellationToken cancellationToken) => inner.HandleAsync(command, cancellationToken);
    }
}
