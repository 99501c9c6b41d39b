namespace AuditGen.Sqlite.Ledger;

/// <summary>The statements that make the ledger's file; docs/ledger.md explains them. A published step never changes: add another.</summary>
internal static class LedgerSql
{
    /// <summary>Version 1. The guards let rows in at the ends only, which also refuses INSERT OR REPLACE and upserts.</summary>
    public const string Version1 =
        """
        CREATE TABLE ledger(
          only INTEGER PRIMARY KEY CHECK (only = 1),
          origin TEXT NOT NULL
        ) STRICT;
        CREATE TABLE hashes(
          position INTEGER PRIMARY KEY,
          hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0)
        ) STRICT;
        CREATE TABLE checkpoints(
          sequence INTEGER PRIMARY KEY,
          note BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER ledger_insert BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a ledger has one name'); END;
        CREATE TRIGGER ledger_update BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a ledger never changes its name'); END;
        CREATE TRIGGER ledger_delete BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: a ledger never loses its name'); END;
        CREATE TRIGGER hashes_insert BEFORE INSERT ON hashes
        WHEN NEW.position IS NOT coalesce(
          (SELECT position + length(hashes) / 32 FROM hashes WHERE position >= NEW.position & ~72057594037927935
            AND position <= NEW.position | 72057594037927935 ORDER BY position DESC LIMIT 1),
          NEW.position & ~72057594037927935)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: hashes are only ever appended, at the end of their level'); END;
        CREATE TRIGGER hashes_update BEFORE UPDATE ON hashes
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: hashes never change'); END;
        CREATE TRIGGER hashes_delete BEFORE DELETE ON hashes
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: hashes are never deleted'); END;
        CREATE TRIGGER checkpoints_insert BEFORE INSERT ON checkpoints
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM checkpoints)
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: checkpoints are only ever appended'); END;
        CREATE TRIGGER checkpoints_update BEFORE UPDATE ON checkpoints
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: checkpoints never change'); END;
        CREATE TRIGGER checkpoints_delete BEFORE DELETE ON checkpoints
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: checkpoints are never deleted'); END;
        """;
}
