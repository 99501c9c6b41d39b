using System.Text.Encodings.Web;
using System.Text.Json;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Answers;

/// <summary>Writes answers; events go out as the texts that were recorded, byte for byte but for personal data that the reader has the keys of.</summary>
internal static class JsonAnswer
{
    // The default encoder escapes what could end a script element, which costs little and hurts nobody.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static async Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        var writer = new Utf8JsonWriter(http.Response.BodyWriter, Options);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
    }

    public static Task WritePageAsync(HttpContext http, AuditPage page, AuditIndexing indexing) => WriteAsync(http, writer =>
    {
        writer.WriteStartArray("events");
        foreach (AuditRecord record in page.Records)
        {
            writer.WriteRawValue(record.Event.ReadableText.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteString("next", page.Next?.ToString());
        writer.WriteNumber("behind", indexing.Lag);
        writer.WriteNumber("indexed", indexing.Indexed);
    });
}
