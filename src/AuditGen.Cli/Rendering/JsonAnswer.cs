using System.Buffers;
using System.Text.Json;

namespace AuditGen.Cli.Rendering;

/// <summary>Writes answers that are not events as JSON.</summary>
internal static class JsonAnswer
{
    /// <summary>One array with an object for each item, on one line.</summary>
    public static ValueTask WriteArrayAsync<T>(CliHost host, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, EventAnswer.Json))
        {
            json.WriteStartArray();
            foreach (T item in items)
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        buffer.Write("\n"u8);
        return host.WriteBytesAsync(buffer.WrittenMemory, cancellationToken);
    }
}
