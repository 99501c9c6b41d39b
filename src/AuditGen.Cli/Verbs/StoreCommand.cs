using System.Buffers;
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

    /// <summary>Begins to find out, where it can be known, whether the newest events cannot be found yet.</summary>
    protected static Task<AuditIndexing> BehindAsync(OpenedStore opened, CancellationToken cancellationToken) =>
        opened.IsBehindKnown ? opened.Store.IndexingAsync(cancellationToken).AsTask() : Task.FromResult(default(AuditIndexing));

    /// <summary>Says that the newest events cannot be found yet, where that is so.</summary>
    protected async ValueTask NoteAsync(Task<AuditIndexing> behind)
    {
        if (await behind.ConfigureAwait(false) is { Lag: > 0 } indexing)
        {
            await Host.NoteAsync($"note: {indexing.Lag} events cannot be found yet; the oldest of them was recorded {ShownTime.Span(indexing.Behind)} ago").ConfigureAwait(false);
        }
    }

    /// <summary>Writes one answer in the format that was asked for.</summary>
    /// <returns>The process's exit code.</returns>
    protected async Task<int> WriteAsync(
        OpenedStore opened,
        AnswerFormat format,
        Action<Pen> table,
        Action<ArrayBufferWriter<byte>> json,
        Action<ArrayBufferWriter<byte>> csv,
        CancellationToken cancellationToken)
    {
        if (format == AnswerFormat.Table)
        {
            var pen = new Pen(Host.OutScreen);
            table(pen);
            await pen.FlushAsync(Host.Out, cancellationToken).ConfigureAwait(false);
            await NoteAsync(BehindAsync(opened, cancellationToken)).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        var buffer = new ArrayBufferWriter<byte>();
        (format == AnswerFormat.Json ? json : csv)(buffer);
        await Host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        return ExitCode.Ok;
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
