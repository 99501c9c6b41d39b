using System.Globalization;
using System.Text;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// A dimension's value as the dictionary keeps it, in UTF-8: a lone surrogate becomes <c>\udXXX</c> and a backslash two, so
/// that different values stay different.
/// </summary>
internal static class StoredTerm
{
    private static readonly System.Buffers.SearchValues<char> s_special =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(static c => (char)c), '\\', '\0']);

    /// <summary>The stored form.</summary>
    public static string Of(string value)
    {
        if (!value.AsSpan().ContainsAny(s_special))
        {
            return value;
        }

        StringBuilder stored = new(value.Length + 8);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '\\')
            {
                stored.Append(@"\\");
            }
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                stored.Append(c).Append(value[++i]);
            }
            else if (char.IsSurrogate(c) || c == '\0')
            {
                stored.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
            }
            else
            {
                stored.Append(c);
            }
        }

        return stored.ToString();
    }

    /// <summary>The value of a stored form.</summary>
    public static string Back(string stored)
    {
        if (!stored.Contains('\\', StringComparison.Ordinal))
        {
            return stored;
        }

        StringBuilder value = new(stored.Length);
        for (int i = 0; i < stored.Length; i++)
        {
            if (stored[i] != '\\')
            {
                value.Append(stored[i]);
            }
            else if (stored[++i] == 'u')
            {
                value.Append((char)ushort.Parse(stored.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                value.Append('\\');
            }
        }

        return value.ToString();
    }
}
