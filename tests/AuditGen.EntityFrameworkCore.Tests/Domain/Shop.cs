using System.Collections.Immutable;
using AuditGen.Consuming;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite;
using AuditGen.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>The application under test, on an in-memory trail; with or without an outbox.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _file;

    private Shop(bool outbox, Action<DbContextOptionsBuilder>? database, Action<IServiceCollection>? configure, string? journal, Action<AuditGenBuilder>? audited)
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
        services.AddAuditGen(audit =>
        {
            audit.Service("shop", "1.0", "host").AddEntityFramework();
            _ = journal is null ? audit.UseInMemoryTrail() : audit.UseSqlite(journal).AddOutbox<OutboxContext>();
            audited?.Invoke(audit);
        });
        configure?.Invoke(services);
        services.AddAuditedHandlers();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _services.VerifyAudit();
    }

    public bool HasOutbox { get; }

    public AuditTestTrail Trail => _services.GetRequiredService<AuditTestTrail>();

    public IServiceProvider Services => _services;

    /// <summary>The relay of the outbox, to be moved by hand.</summary>
    public OutboxRelay<OutboxContext> Relay => _services.GetRequiredService<OutboxRelay<OutboxContext>>();

    /// <summary>A shop on an empty database, with an in-memory trail, or with an outbox and a journal in a folder.</summary>
    public static async Task<Shop> OpenAsync(
        bool outbox, Action<DbContextOptionsBuilder>? database = null, Action<IServiceCollection>? configure = null, string? journal = null,
        Action<AuditGenBuilder>? audited = null)
    {
        var shop = new Shop(outbox, database, configure, journal, audited);
        await shop.UseAsync(async context =>
        {
            await context.Database.EnsureDeletedAsync();
            await context.Database.EnsureCreatedAsync();
        });
        return shop;
    }

    /// <summary>Another process on the database of a shop, with a journal of its own.</summary>
    public static Shop Beside(Action<DbContextOptionsBuilder> database, string journal) => new(outbox: true, database, configure: null, journal, audited: null);

    /// <summary>Every event of the journal, in its order.</summary>
    public ImmutableArray<AuditEvent> Journaled()
    {
        IJournal journal = _services.GetRequiredService<IJournal>();
        ImmutableArray<AuditEvent>.Builder events = ImmutableArray.CreateBuilder<AuditEvent>();
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        while (events.Count < journal.NextIndex)
        {
            reader.Read(events.Count, page);
            foreach (ref readonly JournalRecord record in page.Records)
            {
                events.Add(AuditEvent.Parse(record.Text.ToArray()));
            }
        }

        return events.ToImmutable();
    }

    /// <summary>Starts what consumes the journal: the store, that is.</summary>
    public async Task StartTrailAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>().Where(each => each.GetType().Assembly == typeof(IAuditConsumers).Assembly))
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the store holds what the journal holds.</summary>
    public async Task VisibleAsync() => (await _services.GetRequiredService<IAuditReader>().WaitUntilVisibleAsync(
        _services.GetRequiredService<IJournal>().NextIndex, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).ShouldBeTrue();

    /// <summary>Moves the outbox until it is empty.</summary>
    public async Task RelayAsync()
    {
        while (await Relay.MoveAsync(TestContext.Current.CancellationToken) > 0)
        {
        }
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
