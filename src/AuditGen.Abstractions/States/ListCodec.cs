using System.Text.Json;

namespace AuditGen.States;

/// <summary>Codec of a list compared as one value: an array, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ListCodec<T, TCodec> : IAuditValueCodec<AuditList<T>?>
    where TCodec : struct, IAuditValueCodec<T?>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditList<T>? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray();
        foreach (ref readonly T item in value)
        {
            writer.WriteElement();
            TCodec.Write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public static AuditList<T>? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw JsonText.Unexpected(ref reader, "an array");
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(TCodec.Read(ref reader)!);
        }

        return new AuditList<T>([.. items]);
    }

    /// <inheritdoc/>
    public static bool Equal(AuditList<T>? left, AuditList<T>? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!TCodec.Equal(left.Span[i], right.Span[i]))
            {
                return false;
            }
        }

        return true;
    }
}
