using System.Buffers;
using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen archive list</c>: the parts of a store, oldest first.</summary>
internal sealed class ArchiveListCommand : StoreCommand
{
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Csv);

    public ArchiveListCommand(CliHost host)
        : base(host, "list", "List the parts of a store (month segments and archives, or backing indexes) with their tiers, oldest first.")
    {
        _format.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AnswerFormat format = _format.Read(arguments);
        AuditStoreStatus status = await opened.Store.StatusAsync(cancellationToken).ConfigureAwait(false);
        switch (format)
        {
            case AnswerFormat.Json:
                await JsonAnswer.WriteArrayAsync(Host, status.Segments, static (json, segment) =>
                {
                    json.WriteString("name", segment.Name);
                    json.WriteString("tier", segment.Tier);
                    json.WriteString("from", ShownTime.Utc(segment.From));
                    json.WriteNumber("events", segment.Events);
                    json.WriteNumber("bytes", segment.Bytes);
                }, cancellationToken).ConfigureAwait(false);
                break;
            case AnswerFormat.Csv:
                var buffer = new ArrayBufferWriter<byte>();
                AuditCsv.WriteRow(buffer, "name", "tier", "from", "events", "bytes");
                foreach (AuditStoreSegment segment in status.Segments)
                {
                    AuditCsv.WriteRow(buffer, segment.Name, segment.Tier, ShownTime.Utc(segment.From), Text(segment.Events), Text(segment.Bytes));
                }

                await Host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                break;
            default:
                var pen = new Pen(Host.OutScreen);
                Write(pen, status, Times.Shown(arguments));
                await pen.FlushAsync(Host.Out, cancellationToken).ConfigureAwait(false);
                break;
        }

        return ExitCode.Ok;
    }

    private static void Write(Pen pen, AuditStoreStatus status, ShownTime time)
    {
        var table = new TextTable(
            new TableColumn("NAME", Least: 12), new TableColumn("TIER", Least: 6), new TableColumn($"FROM ({time.Name})", Least: 19), new TableColumn("EVENTS", IsNumber: true), new TableColumn("SIZE", IsNumber: true, LeftOut: 1));
        foreach (AuditStoreSegment segment in status.Segments)
        {
            Ink ink = segment.Tier switch { "hot" => Ink.Red, "warm" => Ink.Yellow, _ => Ink.Cyan };
            table.Add(segment.Name, new TableCell(segment.Tier, ink), time.Short(segment.From), Text(segment.Events), segment.Bytes > 0 ? Size(segment.Bytes) : "");
        }

        table.Write(pen);
        pen.Write(string.Create(CultureInfo.InvariantCulture, $"{status.Events} events{(status.Bytes > 0 ? $", {Size(status.Bytes)}" : "")}"), Ink.Strong).EndLine();
    }

    /// <summary>A size in KiB, MiB or GiB.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
