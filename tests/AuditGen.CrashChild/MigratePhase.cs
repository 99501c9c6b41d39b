using System.Globalization;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Journal;

namespace AuditGen.CrashChild;

/// <summary>Opens a journal of many segments with a schema some versions ahead.</summary>
internal static class MigratePhase
{
    /// <summary>The schema, that many versions ahead of the current one.</summary>
    public static JournalSchema Ahead(int versions) => JournalSchema.Segment.With(
        [.. Enumerable.Range(1, versions).Select(static i => string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE later{i}(x INTEGER) STRICT"))]);

    public static async Task<int> RunAsync(string folder, Acknowledgements acknowledgements, string[] more)
    {
        var internals = new SqliteJournalInternals { SegmentSchema = Ahead(int.Parse(more[0], CultureInfo.InvariantCulture)) };
        acknowledgements.Tell("migrating");
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder, Internals = internals });
        acknowledgements.Tell("migrated");
        return 0;
    }
}
