using System.Text;
using System.Text.RegularExpressions;

namespace AuditGen.Analyzers.Symbols;

/// <summary>The patterns of names that are stored, and how a name of code becomes one.</summary>
internal static class StoredNames
{
    public const string ReservedContext = "auditgen";

    private static readonly Regex Code = new("^[a-z0-9]+(_[a-z0-9]+)*(\\.[a-z0-9_]+)+$", RegexOptions.CultureInvariant);

    private static readonly Regex Word = new("^[a-z0-9]+(_[a-z0-9]+)*$", RegexOptions.CultureInvariant);

    public static bool IsActionCode(string text) => Code.IsMatch(text);

    public static bool IsWord(string text) => Word.IsMatch(text);

    /// <summary><c>PurchaseOrder</c> becomes <c>purchase_order</c>.</summary>
    public static string ToWord(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (!IsAsciiLetterOrDigit(c))
            {
                Separate(result);
                continue;
            }

            bool startsWord = c is >= 'A' and <= 'Z' && i > 0
                && (name[i - 1] is not (>= 'A' and <= 'Z') || (i + 1 < name.Length && name[i + 1] is >= 'a' and <= 'z'));
            if (startsWord)
            {
                Separate(result);
            }

            result.Append(char.ToLowerInvariant(c));
        }

        string text = result.ToString().Trim('_');
        return text.Length == 0 ? "name" : text;
    }

    /// <summary>The nearest action code to a text that is none.</summary>
    public static string ToActionCode(string text, string resourceType)
    {
        string[] parts = [.. text.Split('.').Select(p => p.Trim()).Where(p => p.Length > 0).Select(ToWord)];
        return parts.Length switch
        {
            0 => resourceType + ".update",
            1 => resourceType + "." + VerbOf(parts[0], resourceType),
            _ => string.Join(".", parts),
        };
    }

    /// <summary>What is left of <c>post_invoice</c> without the resource type that an action code begins with anyway.</summary>
    private static string VerbOf(string word, string resourceType) =>
        word == resourceType ? "update"
        : word.EndsWith("_" + resourceType, StringComparison.Ordinal) ? word.Substring(0, word.Length - resourceType.Length - 1)
        : word.StartsWith(resourceType + "_", StringComparison.Ordinal) ? word.Substring(resourceType.Length + 1)
        : word;

    /// <summary>The stored name of a member: camel case.</summary>
    public static string ToMember(string name)
    {
        if (name.Length == 0 || name[0] is not (>= 'A' and <= 'Z'))
        {
            return name;
        }

        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] is not (>= 'A' and <= 'Z') || (i > 0 && i + 1 < letters.Length && letters[i + 1] is not (>= 'A' and <= 'Z')))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0 && text[text.Length - 1] != '_')
        {
            text.Append('_');
        }
    }

    private static bool IsAsciiLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
