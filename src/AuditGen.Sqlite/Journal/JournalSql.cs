namespace AuditGen.Sqlite.Journal;

/// <summary>The statements that make the journal's files; docs/journal.md explains them. A published step never changes: add another.</summary>
internal static class JournalSql
{
    /// <summary>
    /// Version 1 of a segment. The guard on INSERT lets an event only in at the end of the log, which also refuses
    /// INSERT OR REPLACE and upserts: REPLACE fires no delete triggers by default. ROLLBACK instead of ABORT spares
    /// every insert a statement journal.
    /// </summary>
    public const string Segment =
        """
        CREATE TABLE segment(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          origin TEXT NOT NULL,
          first_index INTEGER NOT NULL CHECK (first_index >= 0),
          last_id BLOB NOT NULL CHECK (length(last_id) = 16),
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE events(
          idx INTEGER PRIMARY KEY,
          id BLOB NOT NULL,
          context TEXT NOT NULL,
          leaf BLOB NOT NULL,
          crc INTEGER NOT NULL,
          text BLOB NOT NULL
        ) STRICT;
        CREATE TABLE intents(
          operation BLOB PRIMARY KEY,
          context TEXT NOT NULL,
          crc INTEGER NOT NULL,
          text BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER segment_insert BEFORE INSERT ON segment
        WHEN EXISTS (SELECT 1 FROM segment)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment has one header'); END;
        CREATE TRIGGER segment_update BEFORE UPDATE ON segment
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment header never changes'); END;
        CREATE TRIGGER segment_delete BEFORE DELETE ON segment
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a segment header is never deleted'); END;
        CREATE TRIGGER events_insert BEFORE INSERT ON events
        WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, (SELECT first_index FROM segment)) FROM events)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are only ever appended, at the end of the log'); END;
        CREATE TRIGGER events_update BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events never change'); END;
        CREATE TRIGGER events_delete BEFORE DELETE ON events
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are never deleted'); END;
        """;

    /// <summary>Version 1 of the head file: the log's name, how far checkpoints and consumers are, and which segments there must be.</summary>
    public const string Head =
        """
        CREATE TABLE journal(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          origin TEXT NOT NULL,
          created TEXT NOT NULL,
          covered INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE segments(
          first_index INTEGER PRIMARY KEY,
          created TEXT NOT NULL,
          released TEXT
        ) STRICT;
        CREATE TABLE cursors(
          name TEXT PRIMARY KEY,
          position INTEGER NOT NULL,
          store_of_record INTEGER NOT NULL,
          crc INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;
}
