using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace AuditGen.Ledger;

/// <summary>
/// An append-only file of checkpoints: one signed note a line, as a JSON string. Meant for a share or medium that the
/// journal's administrator cannot rewrite.
/// </summary>
/// <param name="path">The file; created with the first checkpoint.</param>
public sealed class FileAnchor(string path) : ILedgerAnchor
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        await using (stream.ConfigureAwait(false))
        {
            // A line that a crash cut short is ended, so that it costs no other one.
            string line = JsonEncodedText.Encode(note.Span).ToString();
            string start = EndsInsideLine(stream) ? "\n" : "";
            stream.Seek(0, SeekOrigin.End);
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{start}\"{line}\"\n"), cancellationToken).ConfigureAwait(false);
            FlushToDisk(stream);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using (stream.ConfigureAwait(false))
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line.Length > 0)
                {
                    yield return Decode(line);
                }
            }
        }
    }

    /// <summary>A line that is not a JSON string comes back as it is: the reader of the notes says what is wrong with it.</summary>
    private static ReadOnlyMemory<byte> Decode(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return reader.Read() && reader.TokenType == JsonTokenType.String
                ? Encoding.UTF8.GetBytes(reader.GetString()!)
                : bytes;
        }
        catch (JsonException)
        {
            return bytes;
        }
    }

    private static bool EndsInsideLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return false;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }

    private static void FlushToDisk(FileStream stream) => stream.Flush(flushToDisk: true);
}
