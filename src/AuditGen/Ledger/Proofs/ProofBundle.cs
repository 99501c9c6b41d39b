using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditGen.Ledger;

/// <summary>
/// A proof that can be checked far from the log: that an event is in it (<c>inclusion</c>), or that one checkpoint continues
/// another (<c>consistency</c>). docs/ledger.md describes the file to the byte.
/// </summary>
public sealed record ProofBundle
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string Version = "auditgen-proof/1";

    /// <summary>The value of <see cref="Kind"/> of a proof of inclusion.</summary>
    public const string Inclusion = "inclusion";

    /// <summary>The value of <see cref="Kind"/> of a proof of consistency.</summary>
    public const string Consistency = "consistency";

    private static readonly ProofBundleJson s_json = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    /// <summary>The format of the file.</summary>
    [JsonPropertyName("format")]
    public string Format { get; init; } = Version;

    /// <summary>What is proven.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>The event text, verbatim.</summary>
    [JsonPropertyName("event")]
    public string? Event { get; init; }

    /// <summary>The event's index in the log.</summary>
    [JsonPropertyName("index")]
    public long? Index { get; init; }

    /// <summary>The earlier checkpoint of a proof of consistency: a signed note.</summary>
    [JsonPropertyName("from")]
    public string? From { get; init; }

    /// <summary>The checkpoint that the proof leads to: a signed note.</summary>
    [JsonPropertyName("checkpoint")]
    public required string Checkpoint { get; init; }

    /// <summary>The hashes of the proof in base64, in the order of RFC 6962.</summary>
    [JsonPropertyName("proof")]
    public required ImmutableArray<string> Proof { get; init; }

    /// <summary>The key that signed, for orientation: a verifier takes the key from elsewhere.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    /// <summary>Reads a bundle.</summary>
    /// <param name="json">The file.</param>
    /// <exception cref="FormatException">It is not one: says why.</exception>
    public static ProofBundle Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            ProofBundle bundle = JsonSerializer.Deserialize(json, s_json.ProofBundle) ?? throw new FormatException("The proof is empty.");
            return string.Equals(bundle.Format, Version, StringComparison.Ordinal)
                ? bundle
                : throw new FormatException($"The proof's format is '{bundle.Format}'; '{Version}' is known.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The proof is malformed: {exception.Message}", exception);
        }
    }

    /// <summary>The bundle as a file.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_json.ProofBundle), (byte)'\n'];
}

/// <summary>Serialisation without reflection.</summary>
[JsonSerializable(typeof(ProofBundle))]
internal sealed partial class ProofBundleJson : JsonSerializerContext;
