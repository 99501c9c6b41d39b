using System.Buffers;
using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen tail</c>: the newest events, and those that come, until it is stopped.</summary>
internal sealed class TailCommand : StoreCommand
{
    private const int MostLines = 100_000;
    private const int MostSeconds = 3_600;

    private readonly QuestionOptions _question;
    private readonly Option<string?> _lines = new("--lines") { Description = $"how many events that are there already are shown first, 0 to {MostLines}; 10, or with --since all, where not given" };
    private readonly Option<string?> _count = new("--count") { Description = "end after this many events; without it, follow until Ctrl+C" };
    private readonly Option<string?> _interval = new("--interval") { Description = $"seconds between two looks, 1 to {MostSeconds}; 1 where not given" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Ndjson, AnswerFormat.Csv);

    public TailCommand(CliHost host)
        : base(host, "tail", "Show the newest events and follow those that come, beside whoever writes them. Ctrl+C ends it.")
    {
        _question = new QuestionOptions(Times);
        _question.AddTo(this);
        Add(_lines);
        Add(_count);
        Add(_interval);
        _format.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AuditQuery query = _question.Read(arguments);
        if (query.To is not null)
        {
            throw new UsageException("tail has no end, so that --to says nothing: use 'auditgen search' for a range of time.");
        }

        AnswerFormat format = _format.Read(arguments);
        int lines = Inputs.Number(arguments, _lines, query.From is null ? 10 : MostLines, least: 0, MostLines);
        int left = Inputs.Number(arguments, _count, int.MaxValue, least: 1, most: 1_000_000_000);
        var interval = TimeSpan.FromSeconds(Inputs.Number(arguments, _interval, usual: 1, least: 1, MostSeconds));
        ShownTime time = Times.Shown(arguments);
        var follower = new StoreFollower(opened.Store, query);
        try
        {
            IReadOnlyList<AuditRecord> records = await follower.BeginAsync(lines, cancellationToken).ConfigureAwait(false);
            await WriteHeaderAsync(format, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                records = [.. records.Take(left)];
                await WriteAsync(records, format, time, cancellationToken).ConfigureAwait(false);
                left -= records.Count;
                if (left == 0)
                {
                    return ExitCode.Ok;
                }

                await Task.Delay(interval, Host.Time, cancellationToken).ConfigureAwait(false);
                records = await LookAsync(follower, interval, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The usual end.
            return ExitCode.Ok;
        }
    }

    /// <summary>Looks until the store answers: it may be restarted while it is followed.</summary>
    private async ValueTask<IReadOnlyList<AuditRecord>> LookAsync(StoreFollower follower, TimeSpan interval, CancellationToken cancellationToken)
    {
        bool told = false;
        while (true)
        {
            try
            {
                return await follower.LookAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception away) when (away is ElasticsearchTransportException or AuditStoreException or ElasticsearchStoreException { Status: not (401 or 403) })
            {
                if (!told)
                {
                    told = true;
                    await Host.NoteAsync($"note: {away.Message} Trying again until it answers.").ConfigureAwait(false);
                }

                await Task.Delay(interval, Host.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ValueTask WriteHeaderAsync(AnswerFormat format, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (format == AnswerFormat.Csv)
        {
            AuditCsv.WriteHeader(buffer);
        }

        return Host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken);
    }

    private async ValueTask WriteAsync(IReadOnlyList<AuditRecord> records, AnswerFormat format, ShownTime time, CancellationToken cancellationToken)
    {
        if (format == AnswerFormat.Table)
        {
            var pen = new Pen(Host.OutScreen);
            foreach (AuditRecord record in records)
            {
                EventLine.Write(pen, record.Event, time);
            }

            await pen.FlushAsync(Host.Out, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var buffer = new ArrayBufferWriter<byte>();
            EventAnswer.WriteRows(buffer, records, format);
            await Host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        await Host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
