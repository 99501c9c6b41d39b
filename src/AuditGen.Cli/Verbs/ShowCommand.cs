using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen show ID…</c>: events with everything that they say.</summary>
internal sealed class ShowCommand : StoreCommand
{
    private readonly Argument<string[]> _ids = new("id") { Description = "ids of events", Arity = ArgumentArity.OneOrMore };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Ndjson, AnswerFormat.Csv);

    public ShowCommand(CliHost host)
        : base(host, "show", "Show events whole, before and after side by side: exit 1 where one of them is not in the store.")
    {
        Add(_ids);
        _format.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AnswerFormat format = _format.Read(arguments);
        ShownTime time = Times.Shown(arguments);
        Guid[] ids = [.. arguments.GetRequiredValue(_ids).Select(static text => Inputs.Id("An event", text))];
        List<AuditRecord> found = [];
        List<Guid> missing = [];
        foreach (Guid id in ids)
        {
            if (await opened.Store.FindAsync(id, AuditAccess.Everything, cancellationToken).ConfigureAwait(false) is { } record)
            {
                found.Add(record);
            }
            else
            {
                missing.Add(id);
            }
        }

        if (found.Count > 0)
        {
            await new EventAnswer(Host, format).WriteAsync(found, next: null, pen => Write(pen, found, time), cancellationToken).ConfigureAwait(false);
        }

        foreach (Guid id in missing)
        {
            await Host.NoteAsync($"auditgen: there is no event {id} in this store").ConfigureAwait(false);
            await NoteAsync(BehindAsync(opened, cancellationToken)).ConfigureAwait(false);
        }

        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Write(Pen pen, List<AuditRecord> records, ShownTime time)
    {
        bool first = true;
        foreach (AuditRecord record in records)
        {
            if (!first)
            {
                pen.EndLine();
            }

            first = false;
            EventView.Write(pen, record, time);
        }
    }
}
