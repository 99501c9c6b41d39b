using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary>A verb whose answer is a page of events.</summary>
internal abstract class EventsCommand : StoreCommand
{
    private readonly PageOptions _page;
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Ndjson, AnswerFormat.Csv);

    protected EventsCommand(CliHost host, string name, string description, PageOptions page)
        : base(host, name, description)
    {
        _page = page;
    }

    /// <summary>Adds the options of all such verbs, behind the verb's own.</summary>
    protected void AddEventOptions()
    {
        _page.AddTo(this);
        _format.AddTo(this);
        AddStoreOptions();
    }

    /// <summary>The question.</summary>
    protected abstract AuditQuery Question(ParseResult arguments);

    /// <summary>Writes the answer for people.</summary>
    protected abstract void Write(Pen pen, IReadOnlyCollection<AuditRecord> records, ParseResult arguments);

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AnswerFormat format = _format.Read(arguments);
        AuditQuery query = Question(arguments);

        // Looked up while the events are: the two read different files.
        Task<AuditIndexing> behind = format == AnswerFormat.Table ? BehindAsync(opened, cancellationToken) : Task.FromResult(default(AuditIndexing));
        try
        {
            (IReadOnlyCollection<AuditRecord> records, AuditCursor? next) = await StorePages
                .ReadAsync(opened.Store, query, _page.Order(arguments), _page.Limit(arguments), _page.Cursor(arguments), cancellationToken).ConfigureAwait(false);
            await new EventAnswer(Host, format).WriteAsync(records, next, pen => Write(pen, records, arguments), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whatever happens, the store is not closed below it.
            await ((Task)behind).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await NoteAsync(behind).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
