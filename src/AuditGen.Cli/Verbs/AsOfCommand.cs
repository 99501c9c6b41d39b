using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen as-of TYPE/ID --at TIME</c>: the recorded state of a resource at a time.</summary>
internal sealed class AsOfCommand : StoreCommand
{
    private readonly Argument<string> _resource = new("resource") { Description = "TYPE/ID, such as invoice/4711" };
    private readonly Option<string?> _at = new("--at") { Description = "the time, inclusive: '14 March 09:15', 2026-03-14T09:15:00Z, 2h; now where not given" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Csv);

    public AsOfCommand(CliHost host)
        : base(host, "as-of", "Show the state of a resource at a time, folded from its changes. What was never recorded is unknown, and is called so.")
    {
        Add(_resource);
        Add(_at);
        _format.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        (string type, string id) = ResourceName.ParseWhole(arguments.GetRequiredValue(_resource));
        AnswerFormat format = _format.Read(arguments);
        DateTimeOffset at = Times.Read(arguments, _at, TimeEdge.End) ?? Host.Time.GetUtcNow();
        ShownTime time = Times.Shown(arguments);
        AuditState state = await opened.Store.AsOfAsync(type, id, at, AuditAccess.Everything, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(
            opened, format, pen => StateView.Write(pen, state, time), into => StateText.WriteJson(into, state), into => StateText.WriteCsv(into, state), cancellationToken).ConfigureAwait(false);
    }
}
