using System.Text.Json;

namespace AuditGen.States;

/// <summary>Codec of a dictionary compared as one value: an array of pairs <c>[key,value]</c> in the order of the keys, or null.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct MapCodec<TKey, TKeyCodec, T, TCodec> : IAuditValueCodec<AuditMap<TKey, T>?>
    where TKeyCodec : struct, IAuditValueCodec<TKey?>
    where TCodec : struct, IAuditValueCodec<T?>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditMap<TKey, T>? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray();
        foreach (ref readonly KeyValuePair<TKey, T> entry in value)
        {
            writer.WriteElement();
            writer.WriteStartArray();
            TKeyCodec.Write(writer, entry.Key);
            writer.WriteRaw(","u8);
            TCodec.Write(writer, entry.Value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public static AuditMap<TKey, T>? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw JsonText.Unexpected(ref reader, "an array of pairs");
        }

        var entries = new List<KeyValuePair<TKey, T>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            TKey key = TKeyCodec.Read(ref reader)!;
            reader.Read();
            entries.Add(new(key, TCodec.Read(ref reader)!));
            reader.Read();
        }

        return AuditCapture.MapOf<TKey, T, TKeyCodec>(entries);
    }

    /// <inheritdoc/>
    public static bool Equal(AuditMap<TKey, T>? left, AuditMap<TKey, T>? right)
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
            if (!TKeyCodec.Equal(left[i].Key, right[i].Key) || !TCodec.Equal(left[i].Value, right[i].Value))
            {
                return false;
            }
        }

        return true;
    }
}
