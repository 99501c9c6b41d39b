using System.Buffers;
using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen export</c>: all events that match, however many.</summary>
internal sealed class ExportCommand : StoreCommand
{
    private const int WriteAt = 256 * 1024;

    private readonly QuestionOptions _question;
    private readonly Option<string?> _output = new("--output", "-o") { Description = "the file; standard output where not given. It appears when it is whole" };
    private readonly Option<bool> _force = new("--force") { Description = "replace the file where it exists" };
    private readonly Option<string?> _order = new("--order") { Description = "newest or oldest first; oldest where not given" };
    private readonly FormatOption _format = new(AnswerFormat.Ndjson, AnswerFormat.Csv);

    public ExportCommand(CliHost host)
        : base(host, "export", "Write all events that match when the export begins: NDJSON holds the event texts as they were recorded, CSV one row a change.")
    {
        _question = new QuestionOptions(Times);
        Add(_output);
        Add(_force);
        Add(_order);
        _format.AddTo(this);
        _question.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AuditQuery query = _question.Read(arguments);
        AuditOrder order = Inputs.Order(arguments, _order, AuditOrder.OldestFirst);
        AnswerFormat format = _format.Read(arguments);
        if (arguments.GetValue(_output) is not { } path)
        {
            await CopyAsync(opened.Store.ExportAsync(query, order, cancellationToken), format, progress: null, Host.WriteBytesAsync, cancellationToken).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        var file = ExportFile.Create(path, arguments.GetValue(_force));
        await using (file.ConfigureAwait(false))
        {
            long events = await ProgressBar.RunAsync(
                Host,
                "export",
                async () => (await opened.Store.CountAsync(query, new AuditFacetRequest(), cancellationToken).ConfigureAwait(false)).Total,
                progress => CopyAsync(opened.Store.ExportAsync(query, order, cancellationToken), format, progress, file.Stream.WriteAsync, cancellationToken)).ConfigureAwait(false);
            await file.CompleteAsync().ConfigureAwait(false);
            await Host.NoteAsync(string.Create(CultureInfo.InvariantCulture, $"{events} events in {path}")).ConfigureAwait(false);
        }

        await NoteAsync(BehindAsync(opened, cancellationToken)).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static async Task<long> CopyAsync(
        IAsyncEnumerable<AuditRecord> records, AnswerFormat format, IProgress<long>? progress, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(WriteAt + (64 * 1024));
        if (format == AnswerFormat.Csv)
        {
            AuditCsv.WriteHeader(buffer);
        }

        long events = 0;
        await foreach (AuditRecord record in records.ConfigureAwait(false))
        {
            EventAnswer.WriteRows(buffer, [record], format);
            events++;
            if (buffer.WrittenCount >= WriteAt)
            {
                await write(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                buffer.ResetWrittenCount();
                progress?.Report(events);
            }
        }

        await write(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        progress?.Report(events);
        return events;
    }
}
