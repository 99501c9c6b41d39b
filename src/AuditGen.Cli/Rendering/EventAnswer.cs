using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGen.Cli.Asking;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>Writes events in the format asked for.</summary>
internal sealed class EventAnswer(CliHost host, AnswerFormat format)
{
    /// <summary>How JSON is written: readable, since no page of HTML will hold it.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a page of events, and says on the error stream where the next one begins.</summary>
    /// <param name="records">The events.</param>
    /// <param name="next">Where the next page begins.</param>
    /// <param name="table">Writes them for people.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async ValueTask WriteAsync(IReadOnlyCollection<AuditRecord> records, AuditCursor? next, Action<Pen> table, CancellationToken cancellationToken)
    {
        if (format == AnswerFormat.Table)
        {
            var pen = new Pen(host.OutScreen);
            if (records.Count > 0)
            {
                table(pen);
            }

            await pen.FlushAsync(host.Out, cancellationToken).ConfigureAwait(false);
            if (records.Count == 0)
            {
                await host.NoteAsync("no event matches").ConfigureAwait(false);
            }
        }
        else
        {
            var buffer = new ArrayBufferWriter<byte>(64 * 1024);
            WriteTo(buffer, records, next);
            await host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        if (next is not null && format != AnswerFormat.Json)
        {
            await host.NoteAsync($"next page: --cursor {next}").ConfigureAwait(false);
        }
    }

    /// <summary>Writes events as rows of CSV, without a heading, or as lines: the texts that were recorded.</summary>
    public static void WriteRows(IBufferWriter<byte> output, IEnumerable<AuditRecord> records, AnswerFormat format)
    {
        foreach (AuditEvent auditEvent in records.Select(static record => record.Event))
        {
            if (format == AnswerFormat.Csv)
            {
                AuditCsv.Write(output, auditEvent);
            }
            else
            {
                output.Write(auditEvent.Text.Span);
                output.Write("\n"u8);
            }
        }
    }

    private void WriteTo(ArrayBufferWriter<byte> buffer, IReadOnlyCollection<AuditRecord> records, AuditCursor? next)
    {
        if (format == AnswerFormat.Json)
        {
            WritePage(buffer, records, next);
            return;
        }

        if (format == AnswerFormat.Csv)
        {
            AuditCsv.WriteHeader(buffer);
        }

        WriteRows(buffer, records, format);
    }

    private static void WritePage(ArrayBufferWriter<byte> buffer, IReadOnlyCollection<AuditRecord> records, AuditCursor? next)
    {
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            foreach (AuditRecord record in records)
            {
                json.WriteRawValue(record.Event.ReadableText.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteString("next", next?.ToString());
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }
}
