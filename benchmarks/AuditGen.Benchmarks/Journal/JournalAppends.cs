using AuditGen.Sqlite;
using AuditGen.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Benchmarks.Journal;

/// <summary>The product: units through the appender into a journal of its own.</summary>
internal sealed class JournalAppends : IAsyncDisposable
{
    private readonly AppendUnitPool _units = new(AuditTextOptions.Default);
    private readonly WriterMetrics _metrics = new();
    private readonly SqliteJournal _journal;
    private readonly JournalAppender _appender;
    private readonly AuditContextOptions _settings;
    private readonly byte[] _text;
    private readonly byte[] _intent = [.. "{\"v\":1,\"id\":\"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e\",\"outcome\":\"unknown\",\"fill\":\""u8, .. Enumerable.Repeat((byte)'x', 200), .. "\"}"u8];
    private long _number;

    public JournalAppends(string folder, byte[] text, AuditContextOptions settings)
    {
        _text = text;
        _settings = settings;
        _journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal") });
        _appender = new JournalAppender(
            _journal, new AuditGenOptions { QueueCapacity = 65_536, QueueBytes = 512L * 1024 * 1024 }, _metrics, NullLogger<JournalAppender>.Instance, TimeProvider.System);
    }

    public long Events => _journal.NextIndex;

    /// <summary>One operation with one event, awaited as its context says.</summary>
    public async Task AppendAsync()
    {
        AppendUnit unit = _units.Rent(Id(), "finance", _settings);
        if (_settings.Intents)
        {
            unit.BeginIntent().WriteRaw(_intent);
            unit.EndIntent();
        }

        await _appender.ReserveAsync(unit, CancellationToken.None).ConfigureAwait(false);
        Fill(unit);
        await _appender.AppendAsync(unit).ConfigureAwait(false);
    }

    /// <summary>One operation that must not wait: what <see cref="Durability.Buffered"/> costs the caller.</summary>
    public void AppendBuffered()
    {
        AppendUnit unit = _units.Rent(Id(), "finance", _settings);
        Finish(_appender.ReserveAsync(unit, CancellationToken.None));
        Fill(unit);
        Finish(_appender.AppendAsync(unit));
    }

    public Task WaitForAllAsync() => _journal.WaitForAsync(Volatile.Read(ref _number) - 1).AsTask();

    /// <summary>Runs appends until that many are done, so many at a time.</summary>
    public async Task RunAsync(int total, int outstanding)
    {
        int left = total;
        await Task.WhenAll(Enumerable.Range(0, outstanding).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await AppendAsync().ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _appender.DisposeAsync().ConfigureAwait(false);
        await _journal.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
    }

    private static void Finish(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("A buffered append had to wait.");
        }
    }

    private void Fill(AppendUnit unit)
    {
        unit.BeginEvent().WriteRaw(_text);
        unit.EndEvent(unit.Operation, "finance");
    }

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref _number));
        return new Guid(bytes, bigEndian: true);
    }
}
