using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary>A verb that asks a store, which it opens beside whoever writes it.</summary>
internal abstract class StoreCommand : Command
{
    protected StoreCommand(CliHost host, string name, string description)
        : base(name, description)
    {
        Host = host;
        Store = new StoreOption(host);
        Times = new TimeOptions(host);
        SetAction(RunAsync);
    }

    protected CliHost Host { get; }

    protected StoreOption Store { get; }

    protected TimeOptions Times { get; }

    /// <summary>Adds the options of all such verbs, behind the verb's own.</summary>
    protected void AddStoreOptions()
    {
        Times.AddTo(this);
        Store.AddTo(this);
    }

    /// <summary>Answers the question.</summary>
    /// <returns>The process's exit code.</returns>
    protected abstract Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken);

    /// <summary>Says, where it is known, that the newest events cannot be found yet.</summary>
    protected async ValueTask NoteBehindAsync(OpenedStore opened, CancellationToken cancellationToken)
    {
        if (opened.IsBehindKnown && await opened.Store.IndexingAsync(cancellationToken).ConfigureAwait(false) is { Lag: > 0 } indexing)
        {
            await Host.NoteAsync($"note: {indexing.Lag} events cannot be found yet; the oldest of them was recorded {ShownTime.Span(indexing.Behind)} ago").ConfigureAwait(false);
        }
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        OpenedStore opened = Store.Open(arguments);
        await using (opened.ConfigureAwait(false))
        {
            try
            {
                return await AnswerAsync(arguments, opened, cancellationToken).ConfigureAwait(false);
            }
            catch (ArgumentException refused)
            {
                // By contract a question that the store cannot carry out; the message says why.
                throw new UsageException(refused.Message);
            }
        }
    }
}
