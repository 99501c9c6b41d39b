using System.Globalization;
using AuditGen.Journal;
using AuditGen.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Sqlite.Tests.Journal.Writing;

/// <summary>An appender over a journal, and units to send through it.</summary>
internal sealed class AppenderHarness : IAsyncDisposable
{
    private readonly AppendUnitPool _units = new(AuditTextOptions.Default);
    private readonly WriterMetrics _metrics = new();

    public AppenderHarness(IJournal journal, Action<AuditGenOptions>? configure = null, TimeProvider? time = null)
    {
        Journal = journal;
        configure?.Invoke(Options);
        Appender = new JournalAppender(journal, Options, _metrics, NullLogger<JournalAppender>.Instance, time ?? TimeProvider.System);
    }

    public AuditGenOptions Options { get; } = new() { Defaults = new AuditContextOptions { Intents = false } };

    public IJournal Journal { get; }

    public JournalAppender Appender { get; }

    public static Guid OperationOf(int number) => JournalTestFolder.Id(1_000_000 + number);

    public AppendUnit Unit(int number, bool intent = false, AuditContextOptions? options = null)
    {
        AppendUnit unit = _units.Rent(OperationOf(number), "finance", options ?? Options.Defaults);
        if (intent)
        {
            unit.BeginIntent().WriteRaw(System.Text.Encoding.UTF8.GetBytes(IntentText(number)));
            unit.EndIntent();
        }

        return unit;
    }

    public static string IntentText(int number)
        => string.Create(CultureInfo.InvariantCulture, $"{{\"v\":1,\"id\":\"{JournalTestFolder.Id(2_000_000 + number)}\",\"outcome\":\"unknown\",\"number\":{number}}}");

    public static void AddEvent(AppendUnit unit, int number, int size = 200)
    {
        unit.BeginEvent().WriteRaw(JournalTestFolder.Text(number, size));
        unit.EndEvent(JournalTestFolder.Id(number), "finance");
    }

    /// <summary>Reserves, "runs the command", appends one event.</summary>
    public async Task RunAsync(int number, bool intent = false, int size = 200, AuditContextOptions? options = null)
    {
        AppendUnit unit = Unit(number, intent, options);
        try
        {
            await Appender.ReserveAsync(unit, TestContext.Current.CancellationToken);
        }
        catch
        {
            unit.Dispose();
            throw;
        }

        AddEvent(unit, number, size);
        await Appender.AppendAsync(unit);
    }

    public async ValueTask DisposeAsync()
    {
        await Appender.DisposeAsync();
        _metrics.Dispose();
    }
}
