using System.Text;

namespace AuditGen.States;

/// <summary>Takes paths apart: JSON Pointers (RFC 6901) whose element segments carry keys.</summary>
public static class AuditPath
{
    /// <summary>The segments of a path, with <c>~1</c> and <c>~0</c> undone; none for the root.</summary>
    /// <exception cref="FormatException">The path is neither empty nor begins with <c>/</c>.</exception>
    public static string[] Segments(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            return [];
        }

        if (path[0] != '/')
        {
            throw new FormatException("A path begins with '/'.");
        }

        string[] segments = path[1..].Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = segments[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return segments;
    }

    /// <summary>The key text of an element's segment, without its occurrence; <see langword="null"/> for a null key.</summary>
    public static string? KeyText(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (segment.StartsWith("#null", StringComparison.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder(segment.Length);
        for (int i = 0; i < segment.Length; i++)
        {
            if (segment[i] == '#')
            {
                if (i + 1 >= segment.Length || segment[i + 1] != '#')
                {
                    break;
                }

                i++;
            }

            text.Append(segment[i]);
        }

        return text.ToString();
    }

    internal static TKey Key<TKey, TCodec>(string segment)
        where TCodec : struct, IAuditValueCodec<TKey?>
    {
        string? text = KeyText(segment);
        using var writer = new AuditTextWriter();
        if (TCodec.IsString || text is null)
        {
            writer.WriteString(text);
        }
        else
        {
            writer.WriteRaw(Encoding.UTF8.GetBytes(text));
        }

        return new AuditValue(writer.Written.ToArray()).Read<TKey, TCodec>();
    }
}
