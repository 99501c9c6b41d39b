using System.Collections.Immutable;
using System.Globalization;

namespace AuditGen.Sqlite.Journal;

/// <summary>Names of segment files: <c>segment-</c>, the index of the first event in 16 digits, <c>.db</c>.</summary>
internal static class SegmentName
{
    private const string Prefix = "segment-";
    private const string Suffix = ".db";

    /// <summary>The path of the segment that begins at an index.</summary>
    public static string PathOf(string folder, long firstIndex)
        => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstIndex:D16}{Suffix}"));

    /// <summary>The first indexes of all segment files of the folder, ascending.</summary>
    public static ImmutableArray<long> List(string folder)
    {
        var found = ImmutableArray.CreateBuilder<long>();
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (long.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long first))
            {
                found.Add(first);
            }
        }

        found.Sort();
        return found.DrainToImmutable();
    }

    /// <summary>Whether there is anything in the write-ahead log beside a database file.</summary>
    public static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>Deletes a segment file and what SQLite keeps beside it; the file itself last, so that an interrupted deletion is found again.</summary>
    public static void Delete(string folder, long firstIndex)
    {
        string path = PathOf(folder, firstIndex);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Delete(path);
    }
}
