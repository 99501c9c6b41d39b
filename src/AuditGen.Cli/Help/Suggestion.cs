using System.CommandLine;

namespace AuditGen.Cli.Help;

/// <summary>What somebody may have meant who mistyped a verb or an option.</summary>
internal static class Suggestion
{
    private const int FarthestOff = 3;

    /// <summary>The nearest name that the command knows; <see langword="null"/> where none is near.</summary>
    public static string? For(Command command, string typed)
    {
        IEnumerable<string> known = typed.StartsWith('-')
            ? command.Options.Select(static option => option.Name)
            : command.Subcommands.Select(static verb => verb.Name);
        (string? nearest, int distance) = known
            .Select(name => (name, Distance(typed, name)))
            .OrderBy(static pair => pair.Item2).ThenBy(static pair => pair.name, StringComparer.Ordinal)
            .FirstOrDefault((null!, int.MaxValue));
        return distance <= Math.Min(FarthestOff, typed.Length / 2) ? nearest : null;
    }

    /// <summary>How many characters must be added, removed or replaced.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
