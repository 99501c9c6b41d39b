using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>The application under test, on an in-memory trail; with or without an outbox.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _file;

    private Shop(bool outbox, Action<DbContextOptionsBuilder>? database, Action<IServiceCollection>? configure)
    {
        HasOutbox = outbox;
        if (database is null)
        {
            _file = Path.Combine(Path.GetTempPath(), $"auditgen-shop-{Guid.NewGuid():N}.db");
            database = options => options.UseSqlite($"Data Source={_file};Pooling=False");
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddScoped<ICommandHandler<ChangeOrder>, ChangeOrderHandler>();
        services.AddScoped<ICommandHandler<ChangeCustomer>, ChangeCustomerHandler>();
        services.AddDbContext<OutboxContext>((provider, options) => database((DbContextOptionsBuilder)options.UseAuditGen(provider)));
        services.AddDbContext<PlainContext>((provider, options) => database((DbContextOptionsBuilder)options.UseAuditGen(provider)));
        services.AddTransient<ShopContext>(provider => outbox ? provider.GetRequiredService<OutboxContext>() : provider.GetRequiredService<PlainContext>());
        services.AddAuditGen(audit => audit.Service("shop", "1.0", "host").UseInMemoryTrail().AddEntityFramework());
        configure?.Invoke(services);
        services.AddAuditedHandlers();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _services.VerifyAudit();
    }

    public bool HasOutbox { get; }

    public AuditTestTrail Trail => _services.GetRequiredService<AuditTestTrail>();

    public IServiceProvider Services => _services;

    public static async Task<Shop> OpenAsync(bool outbox, Action<DbContextOptionsBuilder>? database = null, Action<IServiceCollection>? configure = null)
    {
        var shop = new Shop(outbox, database, configure);
        await shop.UseAsync(async context =>
        {
            await context.Database.EnsureDeletedAsync();
            await context.Database.EnsureCreatedAsync();
        });
        return shop;
    }

    /// <summary>Runs a command with a context of its own.</summary>
    public Task ChangeAsync(Func<ShopContext, Task> change, string? why = null, string? channel = null) => RunAsync(
        async services => await change(services.GetRequiredService<ShopContext>()), why, channel);

    /// <summary>Runs a command in a scope of its own.</summary>
    public async Task RunAsync(Func<IServiceProvider, Task> change, string? why = null, string? channel = null)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<ChangeOrder>>()
            .HandleAsync(new ChangeOrder((services, _) => change(services), why, channel), TestContext.Current.CancellationToken);
    }

    /// <summary>Uses a context outside of any command.</summary>
    public async Task UseAsync(Func<ShopContext, Task> use)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    /// <summary>Every event so far: those of the outbox first, as a relay would take them, then those that operations told themselves.</summary>
    public async Task<ImmutableArray<AuditEvent>> EventsAsync()
    {
        if (!HasOutbox)
        {
            return Trail.Events;
        }

        ImmutableArray<AuditEvent>.Builder events = ImmutableArray.CreateBuilder<AuditEvent>();
        await UseAsync(async context =>
        {
            foreach (AuditOutboxRow row in await context.Set<AuditOutboxRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync())
            {
                AuditEvent[] some = [.. Lines(row.Events).Select(line => AuditEvent.Parse(line))];
                some.Length.ShouldBe(row.Count);
                some.ShouldAllBe(each => each.Operation == row.Operation);
                events.AddRange(some);
            }
        });
        return [.. events, .. Trail.Events];
    }

    /// <summary>The only event so far.</summary>
    public async Task<AuditEvent> EventAsync() => (await EventsAsync()).ShouldHaveSingleItem();

    /// <summary>Forgets the events so far.</summary>
    public async Task ClearAsync()
    {
        Trail.Clear();
        if (HasOutbox)
        {
            await UseAsync(context => context.Set<AuditOutboxRow>().ExecuteDeleteAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private static IEnumerable<byte[]> Lines(byte[] events)
    {
        for (int start = 0; start < events.Length;)
        {
            int end = Array.IndexOf(events, (byte)'\n', start);
            yield return events[start..end];
            start = end + 1;
        }
    }
}
