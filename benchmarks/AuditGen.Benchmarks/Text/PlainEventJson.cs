using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace AuditGen.Benchmarks.Text;

/// <summary>The serialiser that System.Text.Json's own generator writes for the plain records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(PlainEvent))]
[JsonSerializable(typeof(PlainEnum))]
[JsonSerializable(typeof(decimal))]
internal sealed partial class PlainEventJson : JsonSerializerContext
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
