using System.Text.Json;

namespace AuditGen.States;

/// <summary>Codec of announcements: <c>{}</c>, <c>[]</c>, <c>null</c>, or <c>{"$at":2}</c> for an element with a position.</summary>
public readonly struct ContainerCodec : IAuditValueCodec<AuditContainer>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditContainer value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Position >= 0)
        {
            writer.WriteRaw("{\"$at\":"u8);
            writer.WriteNumber(value.Position);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteRaw(value.Kind switch
            {
                AuditContainerKind.Object => "{}"u8,
                AuditContainerKind.List => "[]"u8,
                _ => "null"u8,
            });
        }
    }

    /// <inheritdoc/>
    public static AuditContainer Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null ? AuditContainer.Null : AuditContainer.List;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw JsonText.Unexpected(ref reader, "a container");
        }

        int position = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isPosition = reader.ValueTextEquals("$at"u8);
            reader.Read();
            position = isPosition ? JsonText.ReadNumber<int>(ref reader) : position;
            reader.Skip();
        }

        return AuditContainer.Object with { Position = position };
    }

    /// <inheritdoc/>
    public static bool Equal(AuditContainer left, AuditContainer right) => left == right;
}
