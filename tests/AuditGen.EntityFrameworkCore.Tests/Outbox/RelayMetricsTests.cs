using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>What a relay tells operators: counters, gauges, health.</summary>
public sealed class RelayMetricsTests : ShopTests, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, double> _counted = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_what_moved_what_waits_and_since_when()
    {
        await using Shop shop = await OpenAsync();
        using MeterListener listener = Listen(shop);
        listener.RecordObservableInstruments();
        _counted.ShouldNotContainKey("auditgen.outbox.waiting", "nobody has looked yet");

        await AddAsync(shop, "a");
        await AddAsync(shop, "b");
        await shop.UseAsync(context => context.Set<AuditOutboxRow>().OrderBy(row => row.Position).Take(1).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Journal, "a process that is gone").SetProperty(row => row.WrittenAt, DateTime.UtcNow.AddHours(-1)), Cancellation));
        await shop.Relay.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(shop.Relay.State.Backlog is { Rows: 1 }));
        listener.RecordObservableInstruments();

        _counted["auditgen.outbox.events"].ShouldBe(1);
        _counted["auditgen.outbox.waiting"].ShouldBe(1);
        _counted["auditgen.outbox.age"].ShouldBeGreaterThanOrEqualTo(3600);
        HealthCheckResult health = await HealthAsync(shop);
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description.ShouldStartWith("Events have waited in the outbox since");
        health.Data["waiting"].ShouldBe(1L);

        await shop.UseAsync(context => context.Set<AuditOutboxRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Journal, (string?)null), Cancellation));
        await UntilAsync(() => Task.FromResult(shop.Relay.State.Backlog is { Rows: 0 }));
        listener.RecordObservableInstruments();
        _counted["auditgen.outbox.events"].ShouldBe(2);
        _counted["auditgen.outbox.waiting"].ShouldBe(0);
        _counted["auditgen.outbox.age"].ShouldBe(0);
        (await HealthAsync(shop)).Status.ShouldBe(HealthStatus.Healthy);
        await shop.Relay.StopAsync(Cancellation);
    }

    [Fact]
    public async Task It_counts_failures_and_damaged_rows()
    {
        await using Shop shop = await OpenAsync();
        using MeterListener listener = Listen(shop);
        await AddAsync(shop, "a");
        await AddAsync(shop, "b");
        await shop.UseAsync(context => context.Set<AuditOutboxRow>().OrderBy(row => row.Position).Take(1).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Events, "{\"id\":1}\n"u8.ToArray()), Cancellation));
        bool isFailing = true;
        shop.Relay.Phase = step => _ = step == "append" && isFailing ? throw new IOException("stopped") : 0;
        await shop.Relay.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(_counted.GetValueOrDefault("auditgen.outbox.failures") >= 2));
        isFailing = false;
        await UntilAsync(() => Task.FromResult(_counted.GetValueOrDefault("auditgen.outbox.events") >= 1 && shop.Relay.State.Backlog is { Rows: 0 }));
        await shop.Relay.StopAsync(Cancellation);

        _counted["auditgen.outbox.refused"].ShouldBe(1);
        _counted["auditgen.outbox.events"].ShouldBe(1);
    }

    private MeterListener Listen(Shop shop)
    {
        var meters = shop.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, each) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.StartsWith("auditgen.outbox.", StringComparison.Ordinal))
                {
                    each.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        tags.ToArray().ShouldBe([new KeyValuePair<string, object?>("outbox", nameof(OutboxContext))]);
        _counted.AddOrUpdate(instrument.Name, value, (_, before) => instrument.IsObservable ? value : before + value);
    }

    private Task<Shop> OpenAsync() => Shop.OpenAsync(
        outbox: true,
        options => options.UseSqlite($"Data Source={_folder["shop.db"]};Pooling=False"),
        services => services.AddMetrics().Configure<OutboxOptions>(options => options.PollInterval = TimeSpan.FromMilliseconds(10)),
        _folder["journal"]);

    private static async Task<HealthCheckResult> HealthAsync(Shop shop) =>
        await new OutboxHealthCheck(shop.Relay.State, new OutboxOptions(), TimeProvider.System).CheckHealthAsync(new HealthCheckContext(), Cancellation);
}
