using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Store;

/// <summary>The tables of the store's files; docs/query.md and docs/retention.md explain them. A published step never changes: add another.</summary>
internal static class StoreSql
{
    private const string Segment =
        """
        CREATE TABLE segment(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          month INTEGER NOT NULL,
          part INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE terms(
          id INTEGER PRIMARY KEY,
          dimension INTEGER NOT NULL,
          value TEXT NOT NULL,
          UNIQUE (dimension, value)
        ) STRICT;
        CREATE TABLE counts(
          dimension INTEGER NOT NULL,
          day INTEGER NOT NULL,
          term INTEGER NOT NULL,
          events INTEGER NOT NULL,
          PRIMARY KEY (dimension, day, term)
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii');
        CREATE TRIGGER segment_insert BEFORE INSERT ON segment WHEN EXISTS (SELECT 1 FROM segment)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment has one header'); END;
        CREATE TRIGGER segment_update BEFORE UPDATE ON segment
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment header never changes'); END;
        CREATE TRIGGER segment_delete BEFORE DELETE ON segment
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment header is never deleted'); END;
        CREATE TRIGGER terms_insert BEFORE INSERT ON terms
        WHEN EXISTS (SELECT 1 FROM terms WHERE id = NEW.id OR (dimension = NEW.dimension AND value = NEW.value))
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: terms are only ever added'); END;
        CREATE TRIGGER terms_update BEFORE UPDATE ON terms
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: terms never change'); END;
        CREATE TRIGGER terms_delete BEFORE DELETE ON terms
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: terms are never deleted'); END;
        CREATE TRIGGER events_insert BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE key = NEW.key)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are only ever added'); END;
        CREATE TRIGGER events_update BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events never change'); END;
        CREATE TRIGGER events_delete BEFORE DELETE ON events
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are never deleted'); END;
        CREATE TRIGGER texts_insert BEFORE INSERT ON texts WHEN EXISTS (SELECT 1 FROM texts WHERE key = NEW.key)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are only ever added'); END;
        CREATE TRIGGER texts_update BEFORE UPDATE ON texts
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events never change'); END;
        CREATE TRIGGER texts_delete BEFORE DELETE ON texts
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are never deleted'); END;
        """;

    private const string Columns =
        """
          key INTEGER PRIMARY KEY,
          tail INTEGER NOT NULL,
          idx INTEGER NOT NULL,
          context INTEGER NOT NULL,
          tenant INTEGER NOT NULL,
          actor INTEGER NOT NULL,
          on_behalf_of INTEGER NOT NULL,
          resource_type INTEGER NOT NULL,
          action INTEGER NOT NULL,
          category INTEGER NOT NULL,
          outcome INTEGER NOT NULL
        """;

    // The text of an event lies apart from its dimensions, so that counting reads little.
    private const string Live =
        "CREATE TABLE events(\n" + Columns + "\n) STRICT;\n"
        + "CREATE TABLE texts(key INTEGER PRIMARY KEY, leaf BLOB NOT NULL, text BLOB NOT NULL) STRICT;\n" + Segment;

    // In an archive, texts.key numbers the compressed blocks; slot is the event's place in its block.
    private const string Archive =
        "CREATE TABLE events(\n" + Columns + ",\n  block INTEGER NOT NULL,\n  slot INTEGER NOT NULL\n) STRICT;\n"
        + "CREATE TABLE texts(key INTEGER PRIMARY KEY, hash BLOB NOT NULL, raw INTEGER NOT NULL, data BLOB NOT NULL) STRICT;\n" + Segment;

    private const string Manifest =
        """
        CREATE TABLE store(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          origin TEXT NOT NULL,
          hash_key BLOB NOT NULL CHECK (length(hash_key) = 16),
          position INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE segments(
          month INTEGER NOT NULL,
          part INTEGER NOT NULL,
          state INTEGER NOT NULL,
          events INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          hash BLOB,
          PRIMARY KEY (month, part)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER store_insert BEFORE INSERT ON store WHEN EXISTS (SELECT 1 FROM store)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a store has one header'); END;
        CREATE TRIGGER store_update BEFORE UPDATE ON store
        WHEN NEW.position < OLD.position OR NEW.origin <> OLD.origin OR NEW.hash_key <> OLD.hash_key
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a store never goes back'); END;
        CREATE TRIGGER store_delete BEFORE DELETE ON store
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: the header is never deleted'); END;
        CREATE TRIGGER segments_insert BEFORE INSERT ON segments
        WHEN EXISTS (SELECT 1 FROM segments WHERE month = NEW.month AND part = NEW.part)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: segments are only ever added'); END;
        CREATE TRIGGER segments_update BEFORE UPDATE ON segments
        WHEN NEW.state < OLD.state OR NEW.month <> OLD.month OR NEW.part <> OLD.part
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: segments only ever move to colder states'); END;
        CREATE TRIGGER segments_delete BEFORE DELETE ON segments
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: segments are never deleted'); END;
        """;

    /// <summary>The schema of a month segment that is written.</summary>
    public static JournalSchema LiveSchema { get; } = new("store segment", 0x41475353, [Live]);

    /// <summary>The schema of an archive.</summary>
    public static JournalSchema ArchiveSchema { get; } = new("store archive", 0x41475341, [Archive]);

    /// <summary>The schema of the manifest.</summary>
    public static JournalSchema ManifestSchema { get; } = new("store manifest", 0x4147534D, [Manifest]);
}
