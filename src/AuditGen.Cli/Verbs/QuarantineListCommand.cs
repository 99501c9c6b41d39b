using System.Buffers;
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Consuming;
using AuditGen.Reading;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen quarantine list</c>: what is in quarantine, and why.</summary>
internal sealed class QuarantineListCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly TimeOptions _times;
    private readonly Option<string?> _consumer = new("--consumer") { Description = "only what this consumer refused: store, elasticsearch" };
    private readonly Option<string?> _limit = new("--limit") { Description = "at most this many events, 1 to 100000; 100 where not given" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Csv);

    public QuarantineListCommand(CliHost host)
        : base("list", "List the events in quarantine with the reasons.")
    {
        _host = host;
        _store = new StoreOption(host);
        _times = new TimeOptions(host);
        Add(_consumer);
        Add(_limit);
        _format.AddTo(this);
        _times.AddTo(this);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        AnswerFormat format = _format.Read(arguments);
        int limit = Inputs.Number(arguments, _limit, usual: 100, least: 1, most: 100_000);
        using SqliteQuarantine? quarantine = SqliteQuarantine.OpenForReading(_store.JournalFolder(arguments), _host.Time);
        ImmutableArray<QuarantinedEvent> events = quarantine?.List(arguments.GetValue(_consumer), limit: limit) ?? [];
        switch (format)
        {
            case AnswerFormat.Json:
                await JsonAnswer.WriteArrayAsync(_host, events, static (json, refused) =>
                {
                    json.WriteString("consumer", refused.Consumer);
                    json.WriteNumber("index", refused.Record.Index);
                    json.WriteString("id", refused.Record.Id);
                    json.WriteString("context", refused.Record.Context);
                    json.WriteString("reason", refused.Reason);
                    json.WriteString("since", ShownTime.Utc(refused.Since));
                    json.WriteNumber("attempts", refused.Attempts);
                }, cancellationToken).ConfigureAwait(false);
                break;
            case AnswerFormat.Csv:
                await _host.WriteBytesAsync(Csv(events), cancellationToken).ConfigureAwait(false);
                break;
            default:
                await WriteAsync(events, quarantine?.Count ?? 0, _times.Shown(arguments), cancellationToken).ConfigureAwait(false);
                break;
        }

        return ExitCode.Ok;
    }

    private async Task WriteAsync(ImmutableArray<QuarantinedEvent> events, long count, ShownTime time, CancellationToken cancellationToken)
    {
        if (events.IsEmpty)
        {
            await _host.NoteAsync("nothing is in quarantine").ConfigureAwait(false);
            return;
        }

        var table = new TextTable(
            new TableColumn("INDEX", Least: 5, IsNumber: true), new TableColumn("CONSUMER"), new TableColumn($"SINCE ({time.Name})", Least: 19), new TableColumn("TRIES", Least: 5, IsNumber: true),
            new TableColumn("CONTEXT", LeftOut: 2), new TableColumn("EVENT", Least: 36, LeftOut: 1), new TableColumn("REASON", Least: 20, Folds: true));
        foreach (QuarantinedEvent refused in events)
        {
            table.Add(
                Text(refused.Record.Index), refused.Consumer, time.Short(refused.Since), Text(refused.Attempts), refused.Record.Context,
                new TableCell(refused.Record.Id.ToString(), Ink.Faint), new TableCell(refused.Reason, Ink.Yellow));
        }

        var pen = new Pen(_host.OutScreen);
        table.Write(pen);
        await pen.FlushAsync(_host.Out, cancellationToken).ConfigureAwait(false);
        if (count > events.Length)
        {
            await _host.NoteAsync($"{count} events are in quarantine in all: see more with --limit or --consumer").ConfigureAwait(false);
        }
    }

    private static ReadOnlyMemory<byte> Csv(ImmutableArray<QuarantinedEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AuditCsv.WriteRow(buffer, "consumer", "index", "id", "context", "reason", "since", "attempts");
        foreach (QuarantinedEvent refused in events)
        {
            AuditCsv.WriteRow(
                buffer, refused.Consumer, Text(refused.Record.Index), refused.Record.Id.ToString(), refused.Record.Context, refused.Reason, ShownTime.Utc(refused.Since), Text(refused.Attempts));
        }

        return buffer.WrittenMemory;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
