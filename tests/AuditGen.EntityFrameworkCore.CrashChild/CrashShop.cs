using System.Globalization;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.CrashChild;

/// <summary>One application with a database and a journal of its own; the process runs many, so that one kill hits many.</summary>
internal sealed class CrashShop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Gate _gate;

    public CrashShop(string folder, Gate gate)
    {
        _gate = gate;
        Directory.CreateDirectory(folder);
        string database = Path.Combine(folder, "shop.db");
        IsNew = !File.Exists(database);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddScoped<ICommandHandler<ChangeItems>, ChangeItemsHandler>();
        services.AddDbContext<ItemContext>((provider, options) => options
            .UseSqlite($"Data Source={database};Pooling=False")
            .UseAuditGen(provider)
            .AddInterceptors(gate));
        services.AddAuditGen(audit => audit.UseSqliteJournal(Path.Combine(folder, "journal")).AddOutbox<ItemContext>(options =>
        {
            options.BatchRows = 8;
            options.PollInterval = TimeSpan.FromMilliseconds(10);
        }));
        services.AddAuditedHandlers();
        _services = services.BuildServiceProvider();
        Relay = _services.GetRequiredService<OutboxRelay<ItemContext>>();
        Relay.Phase = gate.At;
    }

    public bool IsNew { get; }

    public OutboxRelay<ItemContext> Relay { get; }

    /// <summary>Makes the database, where there is none.</summary>
    public async Task CreateAsync()
    {
        if (IsNew)
        {
            await using AsyncServiceScope scope = _services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ItemContext>().Database.EnsureCreatedAsync();
        }

        _gate.IsArmed = true;
    }

    /// <summary>Runs commands, one after the other.</summary>
    public async Task WorkAsync(string run, Random random, CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            await using AsyncServiceScope scope = _services.CreateAsyncScope();
            var command = new ChangeItems(string.Create(CultureInfo.InvariantCulture, $"{run}-{i:D6}"), random.Next(4));
            await scope.ServiceProvider.GetRequiredService<ICommandHandler<ChangeItems>>().HandleAsync(command, CancellationToken.None);
        }
    }

    /// <summary>Moves what is left.</summary>
    public async Task DrainAsync()
    {
        while (await Relay.MoveAsync(CancellationToken.None) > 0)
        {
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
