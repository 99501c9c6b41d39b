using System.Text.Json;

namespace AuditGen.Values;

/// <summary>
/// Codec of members marked <see cref="AuditPersonalDataAttribute"/>: <c>{"$sealed":"keyid","value":"base64"}</c>, or null.
/// Without a key store (<see cref="AuditTextOptions.Sealer"/>) the value is masked.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TCodec">How it is written in clear.</typeparam>
public readonly struct PersonalCodec<T, TCodec> : IAuditValueCodec<AuditPersonal<T>>
    where TCodec : struct, IAuditValueCodec<T?>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditPersonal<T> value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!value.IsKnown)
        {
            writer.WriteRaw(value.Recorded);
        }
        else if (value.Value is null)
        {
            writer.WriteNull();
        }
        else
        {
            int start = writer.Length;
            TCodec.Write(writer, value.Value);
            writer.SealFrom(start, SubjectOf(writer, value));
        }
    }

    /// <inheritdoc/>
    public static AuditPersonal<T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Utf8JsonReader ahead = reader;
            ahead.Read();
            if (ahead.TokenType == JsonTokenType.PropertyName
                && (ahead.ValueTextEquals("$sealed"u8) || ahead.ValueTextEquals("$erased"u8) || ahead.ValueTextEquals("$masked"u8)))
            {
                using var writer = new AuditTextWriter();
                JsonElementCodec.WriteVerbatim(writer, JsonElement.ParseValue(ref reader));
                return new AuditPersonal<T>(writer.Written.ToArray());
            }
        }

        return reader.TokenType == JsonTokenType.Null && default(T) is null
            ? default
            : new AuditPersonal<T>(TCodec.Read(ref reader)!, subject: null, member: null, kind: null);
    }

    /// <summary>
    /// Whether the two are the same value of the same person. A known value and one that was read back sealed, erased or masked
    /// cannot be told apart and count as equal.
    /// </summary>
    public static bool Equal(AuditPersonal<T> left, AuditPersonal<T> right)
    {
        if (left.IsKnown && right.IsKnown)
        {
            return left.Value is null || right.Value is null
                ? left.Value is null && right.Value is null
                : left.IsOfSamePerson(right) && TCodec.Equal(left.Value, right.Value);
        }

        return left.IsKnown ? left.Value is not null
            : right.IsKnown ? right.Value is not null
            : left.Recorded.SequenceEqual(right.Recorded);
    }

    private static string? SubjectOf(AuditTextWriter writer, AuditPersonal<T> value) =>
        value.Subject ?? (value.Member is { } member && writer.FindSubject(member) is { Length: > 0 } subject
            ? AuditPersonal.Qualified(value.Kind, subject)
            : null);
}
