using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGen.Cli.Rendering;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary>Writes what a verification found.</summary>
internal static class ReportWriter
{
    /// <summary>One line per finding, then the verdict.</summary>
    public static async Task WriteTextAsync(TextWriter output, LedgerReport report)
    {
        foreach (LedgerFault fault in report.Faults)
        {
            await output.WriteLineAsync(SafeText.Of(fault.ToString())).ConfigureAwait(false);
        }

        long total = report.Tampered + report.Incomplete + report.Bypassed;
        long listed = report.Faults.LongCount(static fault => fault.Kind != LedgerFaultKind.Notice);
        if (total > listed)
        {
            await output.WriteLineAsync($"… and {total - listed} more").ConfigureAwait(false);
        }

        string until = report.Checkpoint?.Timestamp is { } time ? $", sealed {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "";
        string bypassed = report.Bypassed > 0 ? $"; {report.Bypassed} edits bypassed the application" : "";
        await output.WriteLineAsync(SafeText.Of($"{VerdictName(report)}: log {report.Origin}, {report.Covered} events covered{until}, {report.Waiting} waiting, {report.Checkpoints} checkpoints{bypassed}")).ConfigureAwait(false);
    }

    /// <summary>One JSON object.</summary>
    public static async Task WriteJsonAsync(TextWriter output, LedgerReport report)
    {
        using var buffer = new MemoryStream();
        var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        await using (json.ConfigureAwait(false))
        {
            Write(json, report);
        }

        await output.WriteLineAsync(SafeText.OfLines(Encoding.UTF8.GetString(buffer.ToArray()))).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, LedgerReport report)
    {
        json.WriteStartObject();
        json.WriteString("verdict", VerdictName(report));
        json.WriteString("log", report.Origin);
        json.WriteNumber("covered", report.Covered);
        json.WriteNumber("waiting", report.Waiting);
        json.WriteNumber("checkpoints", report.Checkpoints);
        json.WriteNumber("events_read", report.EventsRead);
        json.WriteNumber("bytes_read", report.BytesRead);
        json.WriteNumber("tampered", report.Tampered);
        json.WriteNumber("incomplete", report.Incomplete);
        json.WriteNumber("bypassed", report.Bypassed);
        if (report.Checkpoint is { } checkpoint)
        {
            json.WriteStartObject("checkpoint");
            json.WriteNumber("size", checkpoint.Size);
            json.WriteString("root", checkpoint.Root.ToBase64());
            if (checkpoint.Timestamp is { } time)
            {
                json.WriteString("time", time);
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("findings");
        foreach (LedgerFault fault in report.Faults)
        {
            Write(json, fault);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LedgerFault fault)
    {
        json.WriteStartObject();
        json.WriteString("kind", fault.Kind switch
        {
            LedgerFaultKind.Tampered => "tampered",
            LedgerFaultKind.Incomplete => "incomplete",
            LedgerFaultKind.Bypassed => "bypassed",
            _ => "note",
        });
        json.WriteString("where", fault.Where);
        if (fault.Index is { } index)
        {
            json.WriteNumber("index", index);
        }

        if (fault.EventId is { } id)
        {
            json.WriteString("event", id);
        }

        if (fault.Checkpoint is { } checkpoint)
        {
            json.WriteNumber("checkpoint", checkpoint);
        }

        json.WriteString("message", fault.Message);
        json.WriteEndObject();
    }

    private static string VerdictName(LedgerReport report) => report.Verdict switch
    {
        LedgerVerdict.Valid => "valid",
        LedgerVerdict.Tampered => "tampered",
        _ => "incomplete",
    };
}
