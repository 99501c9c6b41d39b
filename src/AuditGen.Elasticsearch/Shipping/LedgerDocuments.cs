using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Shipping;

/// <summary>
/// The documents of the ledger's data stream, as lines of a bulk request. Their ids follow from what they say, so that the
/// same one sent twice is one document.
/// </summary>
internal static class LedgerDocuments
{
    /// <summary>The value of <c>kind</c> of a checkpoint.</summary>
    public const string CheckpointKind = "checkpoint";

    /// <summary>The value of <c>kind</c> of leaf hashes.</summary>
    public const string TileKind = "tile";

    /// <summary>A checkpoint.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="stream">The data stream.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="note">Its signed note.</param>
    /// <param name="age">How old the one before it had become when it was signed: what grows when sealing stands still.</param>
    /// <param name="sequence">Its place in the ledger; <see langword="null"/> where it is left as an anchor only.</param>
    /// <param name="now">The time, as the one who ships knows it.</param>
    public static void Checkpoint(
        PooledBytes body, string stream, LedgerCheckpoint checkpoint, ReadOnlySpan<byte> note, TimeSpan age, long? sequence, DateTimeOffset now)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(note));
        Action(body, stream, sequence is { } number ? string.Create(CultureInfo.InvariantCulture, $"{id}-{number}") : id);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("@timestamp"u8, (checkpoint.Timestamp ?? now).ToUnixTimeMilliseconds());
            json.WriteString("kind"u8, CheckpointKind);
            json.WriteString("log"u8, checkpoint.Origin);
            json.WriteNumber("size"u8, checkpoint.Size);
            json.WriteString("root"u8, checkpoint.Root.ToString());
            json.WriteNumber("age_ms"u8, (long)Math.Max(0, age.TotalMilliseconds));
            if (sequence is { } place)
            {
                json.WriteNumber("sequence"u8, place);
                json.WriteNumber("shipped"u8, now.ToUnixTimeMilliseconds());
            }

            json.WriteString("note"u8, note);
            json.WriteEndObject();
        }

        body.WriteByte((byte)'\n');
    }

    /// <summary>Consecutive leaf hashes, all of one tile of 256.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="stream">The data stream.</param>
    /// <param name="log">The name of the log.</param>
    /// <param name="first">Index of the first leaf.</param>
    /// <param name="hashes">The hashes.</param>
    /// <param name="signed">The time of the checkpoint that covers them.</param>
    public static void Tile(PooledBytes body, string stream, string log, long first, ReadOnlySpan<Sha256Hash> hashes, DateTimeOffset signed)
    {
        Action(body, stream, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{log}\n{first}")))));
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("@timestamp"u8, signed.ToUnixTimeMilliseconds());
            json.WriteString("kind"u8, TileKind);
            json.WriteString("log"u8, log);
            json.WriteNumber("first"u8, first);
            json.WriteBase64String("hashes"u8, MemoryMarshal.AsBytes(hashes));
            json.WriteEndObject();
        }

        body.WriteByte((byte)'\n');
    }

    private static void Action(PooledBytes body, string stream, string id)
        => body.Write(Encoding.UTF8.GetBytes($"{{\"create\":{{\"_index\":\"{stream}\",\"_id\":\"{id}\"}}}}\n"));
}
