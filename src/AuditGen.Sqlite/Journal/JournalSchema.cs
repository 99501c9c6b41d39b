using System.Collections.Immutable;
using System.Globalization;
using AuditGen.Journal;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// The versioned schema of one kind of journal file: step n brings version n-1 to n. What a file must look like is whatever
/// the steps make of an empty database, statement for statement; a file that differs (a guard dropped, a trigger added) is refused.
/// </summary>
internal sealed class JournalSchema
{
    private static readonly TimeSpan s_noWait = TimeSpan.Zero;

    private readonly string _kind;
    private readonly int _applicationId;
    private readonly ImmutableArray<string> _steps;
    private readonly Lazy<ImmutableArray<(string Name, string Sql)>> _expected;

    public JournalSchema(string kind, int applicationId, ImmutableArray<string> steps)
    {
        _kind = kind;
        _applicationId = applicationId;
        _steps = steps;
        _expected = new Lazy<ImmutableArray<(string, string)>>(Build);
    }

    /// <summary>The schema of segments.</summary>
    public static JournalSchema Segment { get; } = new("journal segment", 0x41474A53, [JournalSql.Segment]);

    /// <summary>The schema of the journal's head file.</summary>
    public static JournalSchema Head { get; } = new("journal head", 0x41474A48, [JournalSql.Head]);

    /// <summary>The version that the steps lead to.</summary>
    public int Version => _steps.Length;

    /// <summary>A schema with further steps.</summary>
    public JournalSchema With(params ReadOnlySpan<string> steps) => new(_kind, _applicationId, _steps.AddRange(steps));

    /// <summary>Whether nothing was ever written into the file: its creation was interrupted.</summary>
    public static bool IsEmpty(SqliteDatabase database) => database.ReadInt64("SELECT count(*) FROM sqlite_schema") == 0;

    /// <summary>Makes the tables of an empty database. Called inside a transaction.</summary>
    public void Create(SqliteDatabase database) => Apply(database, from: 0);

    /// <summary>The version of a file of this kind.</summary>
    /// <exception cref="JournalException">The file is of another kind, or newer than this version of AuditGen knows.</exception>
    public int VersionOf(SqliteDatabase database)
    {
        if (database.ReadInt64("PRAGMA application_id") != _applicationId)
        {
            throw new JournalException($"{database.Path} is not an AuditGen {_kind}. Give the journal a folder of its own.");
        }

        int version = (int)database.ReadInt64("PRAGMA user_version");
        return version <= Version
            ? version
            : throw new JournalException($"{database.Path} has format version {version}, newer than the {Version} that this version "
                + "of AuditGen knows. Use the newer version of AuditGen that wrote it.");
    }

    /// <summary>Brings an older file forward, in one transaction.</summary>
    /// <exception cref="JournalException">The file is of another kind, or newer than this version of AuditGen knows.</exception>
    public void Migrate(SqliteDatabase database)
    {
        int version = VersionOf(database);
        if (version == Version)
        {
            return;
        }

        database.Execute("BEGIN IMMEDIATE");
        try
        {
            Apply(database, version);
            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    /// <summary>Refuses a file whose tables or guards are not exactly those of the schema.</summary>
    /// <exception cref="JournalException">Something is missing, changed or added: says what.</exception>
    public void Verify(SqliteDatabase database)
    {
        int version = VersionOf(database);
        if (version != Version)
        {
            throw new JournalException($"{database.Path} has format version {version}, this version of AuditGen reads {Version}. "
                + "Open the journal once with the process that owns it, which brings it forward.");
        }

        ImmutableArray<(string Name, string Sql)> found = Read(database);
        if (found.SequenceEqual(_expected.Value))
        {
            return;
        }

        var missing = _expected.Value.Except(found).Select(static e => e.Name);
        var strange = found.Except(_expected.Value).Select(static e => e.Name);
        throw new JournalException($"{database.Path} is not as AuditGen made it and is refused: "
            + $"missing or changed [{string.Join(", ", missing)}], not ours [{string.Join(", ", strange)}]. "
            + "Guards against changing events have been touched: keep the file as evidence and restore it from a backup.");
    }

    private void Apply(SqliteDatabase database, int from)
    {
        for (int i = from; i < _steps.Length; i++)
        {
            database.Execute(_steps[i]);
        }

        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {_applicationId}; PRAGMA user_version = {Version}"));
    }

    private ImmutableArray<(string Name, string Sql)> Build()
    {
        using SqliteDatabase database = SqliteDatabase.Open(":memory:", SqliteAccess.Create, s_noWait);
        Apply(database, from: 0);
        return Read(database);
    }

    private static ImmutableArray<(string Name, string Sql)> Read(SqliteDatabase database)
    {
        var found = ImmutableArray.CreateBuilder<(string, string)>();
        using SqliteStatement statement = database.Prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
        while (statement.Step())
        {
            found.Add((statement.Text(0), statement.Text(1)));
        }

        return found.DrainToImmutable();
    }
}
