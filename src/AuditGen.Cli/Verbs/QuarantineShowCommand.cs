using System.CommandLine;
using System.Globalization;
using System.Text;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Consuming;
using AuditGen.Reading;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen quarantine show INDEX</c>: one event in quarantine.</summary>
internal sealed class QuarantineShowCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly TimeOptions _times;
    private readonly Argument<string> _index = new("index") { Description = "the event's journal index, as 'quarantine list' prints it" };
    private readonly Option<string?> _consumer = new("--consumer") { Description = "the consumer that refused it; where not given, each that did" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Ndjson);

    public QuarantineShowCommand(CliHost host)
        : base("show", "Show an event in quarantine: exit 1 where it is not there.")
    {
        _host = host;
        _store = new StoreOption(host);
        _times = new TimeOptions(host);
        Add(_index);
        Add(_consumer);
        _format.AddTo(this);
        _times.AddTo(this);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>Reads a journal index.</summary>
    internal static long Index(string option, string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
        ? index
        : throw new UsageException($"{option} is a whole number, not '{Inputs.Shown(text)}': 'auditgen quarantine list' prints them.");

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        long index = Index("The journal index", arguments.GetRequiredValue(_index));
        AnswerFormat format = _format.Read(arguments);
        using SqliteQuarantine? quarantine = SqliteQuarantine.OpenForReading(_store.JournalFolder(arguments), _host.Time);
        QuarantinedEvent[] found = [.. (quarantine?.List(arguments.GetValue(_consumer), index - 1, int.MaxValue) ?? []).Where(refused => refused.Record.Index == index)];
        if (found.Length == 0)
        {
            await _host.NoteAsync($"auditgen: no event with index {index} is in quarantine; 'auditgen quarantine list' prints those that are").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        var pen = new Pen(_host.OutScreen);
        foreach (QuarantinedEvent refused in found)
        {
            if (format == AnswerFormat.Ndjson)
            {
                await _host.WriteBytesAsync((byte[])[.. refused.Record.Text.Span, (byte)'\n'], cancellationToken).ConfigureAwait(false);
                continue;
            }

            Write(pen, refused, _times.Shown(arguments));
        }

        await pen.FlushAsync(_host.Out, cancellationToken).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static void Write(Pen pen, QuarantinedEvent refused, ShownTime time)
    {
        pen.Write($"refused by {refused.Consumer}, {refused.Attempts} times, first {time.Full(refused.Since)}: ", Ink.Strong).Write(refused.Reason, Ink.Yellow).EndLine();
        if (AuditEvent.TryParse(refused.Record.Text, out AuditEvent? read))
        {
            EventView.Write(pen, new AuditRecord(read, refused.Record.Index, refused.Record.Leaf), time);
        }
        else
        {
            // What no store can read is shown as it is.
            pen.Write(Encoding.UTF8.GetString(refused.Record.Text.Span)).EndLine();
        }
    }
}
