using System.Text;

namespace AuditGen.States;

/// <summary>Keys as text: for resource ids and composite keys.</summary>
public static class AuditKeyText
{
    /// <summary>The text of a key: a string's content, a number's digits, an object's JSON; empty for null.</summary>
    public static string Of<TKey, TCodec>(TKey key)
        where TCodec : IAuditValueCodec<TKey?>
    {
        if (key is null)
        {
            return string.Empty;
        }

        if (key is string text)
        {
            return text;
        }

        using var writer = new AuditTextWriter();
        TCodec.Write(writer, key);
        ReadOnlySpan<byte> json = writer.Written;
        return json.SequenceEqual("null"u8) ? string.Empty : json[0] == (byte)'"' ? JsonStrings.Unescape(json[1..^1]) : Encoding.UTF8.GetString(json);
    }

    /// <summary>The text of a resource's key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="member">Type and member, for the message.</param>
    /// <exception cref="AuditStateException">The key is null.</exception>
    public static string Required<TKey, TCodec>(TKey key, string member)
        where TCodec : IAuditValueCodec<TKey?> =>
        key is null
            ? throw new AuditStateException($"The key {member} is null, so the resource cannot be identified. Assign keys before the resource is recorded.")
            : Of<TKey, TCodec>(key);

    /// <summary>The text of a name or version; <see langword="null"/> for null.</summary>
    public static string? OrNull<TKey, TCodec>(TKey key)
        where TCodec : IAuditValueCodec<TKey?> => key is null ? null : Of<TKey, TCodec>(key);

    /// <summary>Joins the parts of a composite key with <c>|</c>; <c>|</c> and <c>\</c> inside a part are escaped with <c>\</c>.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        for (int i = 0; i < parts.Length; i++)
        {
            text.Append(i == 0 ? string.Empty : "|");
            text.Append(parts[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
