using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Actors;

/// <summary>
/// The table of actors: a row for each actor in each context and tenant, so that a reader is told no more than the contexts and
/// tenants allowed say. Rows only ever widen, whatever the order events come in and however often.
/// </summary>
internal static class ActorSql
{
    public const string Upsert =
        """
        INSERT INTO actors VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id, context, tenant) DO UPDATE SET
          name = iif(excluded.newest > newest, excluded.name, name),
          email = iif(excluded.newest > newest, excluded.email, email),
          kind = iif(excluded.newest > newest, excluded.kind, kind),
          first = min(first, excluded.first),
          last = max(last, excluded.last),
          newest = max(newest, excluded.newest)
        """;

    public const string All = "SELECT id, context, tenant, name, email, kind, first, last, newest FROM actors ORDER BY id";

    public const string One = "SELECT id, context, tenant, name, email, kind, first, last, newest FROM actors WHERE id = ?1";

    // No tenant is the empty text: a tenant that is empty is absent from an event.
    private const string Tables =
        """
        CREATE TABLE directory(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          origin TEXT NOT NULL,
          position INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE actors(
          id TEXT NOT NULL,
          context TEXT NOT NULL,
          tenant TEXT NOT NULL,
          name TEXT,
          email TEXT,
          kind TEXT NOT NULL,
          first INTEGER NOT NULL,
          last INTEGER NOT NULL,
          newest BLOB NOT NULL,
          PRIMARY KEY (id, context, tenant)
        ) STRICT, WITHOUT ROWID;
        """;

    public static JournalSchema Schema { get; } = new("actor directory", 0x41475041, [Tables]);
}
