using System.Globalization;

namespace AuditGen.Retention;

/// <summary>The event of a changed retention: resource <c>retention</c>, id the context, with old and new windows.</summary>
internal sealed class RetentionChange(string context, AuditRetention? before, AuditRetention after, string? reason) : IAppendableEvent
{
    /// <summary>The resource type.</summary>
    public const string ResourceType = "retention";

    private static readonly AuditAction s_action = new("retention.configure", AuditCategory.Configure, AuditContexts.Reserved, ResourceType)
    {
        EventType = "RetentionConfigure",
    };

    public AuditAction Action => s_action;

    public AuditOutcome Outcome => AuditOutcome.Success;

    public AuditResource? Resource { get; } = new(ResourceType, context);

    public string? Reason => reason;

    /// <summary>Reads a policy back from the recorded state; what is not recorded is taken from the given one.</summary>
    public static AuditRetention Read(Reading.AuditState state, AuditRetention otherwise) => new()
    {
        Hot = Window(state["/hot"], otherwise.Hot),
        Warm = Window(state["/warm"], otherwise.Warm),
        Cold = Window(state["/cold"], otherwise.Cold),
    };

    public int WriteChanges(AuditTextWriter writer) =>
        Write(writer, "/hot", before?.Hot, after.Hot) + Write(writer, "/warm", before?.Warm, after.Warm) + Write(writer, "/cold", before?.Cold, after.Cold);

    private static int Write(AuditTextWriter writer, string path, TimeSpan? before, TimeSpan after)
    {
        if (before == after)
        {
            return 0;
        }

        writer.WriteElement();
        writer.WriteStartObject();
        writer.WriteProperty("path"u8, path);
        writer.WriteProperty("op"u8, before is null ? "add" : "replace");
        if (before is { } old)
        {
            writer.WritePropertyName("old"u8);
            writer.WriteDuration(old);
        }

        writer.WritePropertyName("new"u8);
        writer.WriteDuration(after);
        writer.WriteEndObject();
        return 1;
    }

    private static TimeSpan Window(AuditValue value, TimeSpan otherwise) =>
        TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out TimeSpan window) ? window : otherwise;
}
