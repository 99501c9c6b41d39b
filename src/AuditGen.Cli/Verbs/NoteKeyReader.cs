using System.Collections.Immutable;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary>Reads the keys a user names on the command line.</summary>
internal static class NoteKeyReader
{
    /// <summary>Reads each value as a vkey, or as the path of a file of trusted keys.</summary>
    /// <exception cref="FormatException">A value is neither: says why.</exception>
    public static ImmutableArray<TrustedKey> Read(IEnumerable<string> values) =>
        [.. values.SelectMany(static value => File.Exists(value)
            ? TrustedKeyFile.Parse(File.ReadAllText(value))
            : TrustedKeyFile.Parse(value))];
}
