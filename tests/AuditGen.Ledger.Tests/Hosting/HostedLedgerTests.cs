using AuditGen.Journal;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Ledger.Tests.Hosting;

/// <summary>The ledger as an application gets it: on with every SQLite journal, without a word of configuration.</summary>
public sealed class HostedLedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_is_sealed_at_shutdown_with_a_key_made_at_the_first_start()
    {
        var log = new Messages();
        LedgerCheckpoint first = await RunAsync(7, log);
        first.Size.ShouldBe(7);
        log.Warnings.ShouldContain(warning => warning.Contains("A signing key for the ledger") && warning.Contains("journal-keys"));
        log.Warnings.Clear();
        LedgerCheckpoint second = await RunAsync(5, log);
        second.Size.ShouldBe(12);
        log.Warnings.ShouldNotContain(warning => warning.Contains("signing key"));
        string keys = _folder.File("journal-keys");
        File.ReadAllLines(Path.Combine(keys, LedgerKeyFolder.AnchorFile)).Length.ShouldBeGreaterThanOrEqualTo(2);
        Cli.CommandLine verified = await Cli.CommandLine.RunAsync("verify", _folder.File("journal"), "--no-memory");
        verified.ExitCode.ShouldBe(0, verified.Out + verified.Error);
        verified.Error.ShouldContain("keys are taken from beside the journal");
    }

    [Fact]
    public async Task A_fork_is_unhealthy_and_nothing_more_is_signed()
    {
        var log = new Messages();
        await RunAsync(7, log);
        string backup = _folder.File("backup");
        Directory.CreateDirectory(backup);
        foreach (string file in Directory.GetFiles(_folder.File("journal")))
        {
            File.Copy(file, Path.Combine(backup, Path.GetFileName(file)));
        }

        await RunAsync(5, log);
        Directory.Delete(_folder.File("journal"), recursive: true);
        Directory.Move(backup, _folder.File("journal"));
        await using ServiceProvider provider = Services(log);
        await StartAsync(provider);
        LedgerStatus status = provider.GetRequiredService<LedgerStatus>();
        await WaitAsync(() => status.State == LedgerState.Forked);
        status.Problem.ShouldNotBeNull().ShouldContain("an older copy was put in place");
        HealthReport health = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        health.Entries["auditgen-ledger"].Status.ShouldBe(HealthStatus.Unhealthy);
        await StopAsync(provider);
    }

    [Fact]
    public async Task Sealing_is_measured_and_a_host_may_be_stopped_twice()
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        await using ServiceProvider provider = Services(new Messages());
        var meters = provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Other tests measure beside this one.
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.StartsWith("auditgen.ledger.", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();
        await StartAsync(provider);
        Append(provider, 7);
        LedgerStatus status = provider.GetRequiredService<LedgerStatus>();
        await WaitAsync(() => status.State == LedgerState.Sealing);
        await StopAsync(provider);
        listener.RecordObservableInstruments();

        measured["auditgen.ledger.leaves"].ShouldBe(7);
        measured["auditgen.ledger.checkpoints"].ShouldBeGreaterThanOrEqualTo(1);
        measured["auditgen.ledger.waiting"].ShouldBe(0);
        measured["auditgen.ledger.forked"].ShouldBe(0);
        measured["auditgen.ledger.checkpoint.age"].ShouldBeGreaterThanOrEqualTo(0);
        measured.ShouldNotContainKey("auditgen.ledger.failures");
        await StopAsync(provider);

        void Add(System.Diagnostics.Metrics.Instrument instrument, double value)
        {
            lock (measured)
            {
                bool isSum = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal);
                measured[instrument.Name] = isSum ? measured.GetValueOrDefault(instrument.Name) + value : value;
            }
        }
    }

    private async Task<LedgerCheckpoint> RunAsync(int events, Messages log)
    {
        await using ServiceProvider provider = Services(log);
        await StartAsync(provider);
        Append(provider, events);
        LedgerStatus status = provider.GetRequiredService<LedgerStatus>();
        await WaitAsync(() => status.State == LedgerState.Sealing);
        await StopAsync(provider);
        return status.Checkpoint!;
    }

    private static void Append(ServiceProvider provider, int events)
    {
        var journal = provider.GetRequiredService<IJournal>();
        var texts = new EventTexts(events, new ManualTime { Now = DateTimeOffset.UtcNow });
        for (int i = 0; i < events; i++)
        {
            (Guid id, string context, byte[] text) = texts.Next();
            journal.Commit([new() { Kind = JournalEntryKind.Event, Id = id, Context = context, Text = text, Leaf = Sha256Hash.OfLeaf(text) }]);
        }
    }

    private ServiceProvider Services(Messages log)
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddAuditGen(audit => audit.UseSqliteJournal(_folder.File("journal")));
        return services.BuildServiceProvider();
    }

    private static async Task StartAsync(ServiceProvider provider)
    {
        foreach (IHostedService service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task StopAsync(ServiceProvider provider)
    {
        foreach (IHostedService service in provider.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private sealed class Messages : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Warnings)
            {
                if (logLevel >= LogLevel.Warning)
                {
                    Warnings.Add(formatter(state, exception));
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
