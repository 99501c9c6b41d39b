using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using AuditGen.EntityFrameworkCore.Capturing;
using AuditGen.Journal;
using AuditGen.Scopes;
using AuditGen.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>Writes rows of the outbox of one context, on its connection and in its transaction, past its change tracker.</summary>
internal sealed class OutboxTable
{
    private static readonly string[] s_written =
        [nameof(AuditOutboxRow.Operation), nameof(AuditOutboxRow.WrittenAt), nameof(AuditOutboxRow.Count), nameof(AuditOutboxRow.Events)];

    private readonly string _insert;
    private readonly (string Name, RelationalTypeMapping Mapping)[] _parameters;

    private OutboxTable(DbContext context, IEntityType type)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        string table = type.GetTableName()!;
        StoreObjectIdentifier store = StoreObjectIdentifier.Table(table, type.GetSchema());
        IProperty[] properties = [.. s_written.Select(name => type.FindProperty(name)!)];
        string columns = string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(store)!)));
        string[] names = [.. properties.Select(static property => property.Name)];
        _insert = $"INSERT INTO {sql.DelimitIdentifier(table, type.GetSchema())} ({columns}) VALUES ({string.Join(", ", names.Select(sql.GenerateParameterNamePlaceholder))})";
        _parameters = [.. properties.Select(property => (sql.GenerateParameterName(property.Name), property.GetRelationalTypeMapping()))];
    }

    /// <summary>The outbox of a context, or <see langword="null"/> where its model has none.</summary>
    public static OutboxTable? Find(DbContext context) =>
        context.Model.FindEntityType(typeof(AuditOutboxRow)) is { } type ? new OutboxTable(context, type) : null;

    /// <summary>Writes the events of what one save wrote.</summary>
    public async ValueTask WriteAsync(
        DbContext context, DbTransaction? transaction, TimeProvider time, AuditOperation owner, IReadOnlyList<SavedResource> saved, bool async, CancellationToken cancellationToken)
    {
        using AppendUnit events = owner.WriteSaved(saved);
        await WriteAsync(context, transaction, time, events, async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes events as one row.</summary>
    public async ValueTask WriteAsync(
        DbContext context, DbTransaction? transaction, TimeProvider time, AppendUnit events, bool async, CancellationToken cancellationToken)
    {
        if (events.EventCount == 0)
        {
            return;
        }

        DatabaseFacade database = context.Database;
        if (async)
        {
            await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            database.OpenConnection();
        }

        try
        {
            DbCommand command = Command(database, transaction, events, time);
            await using (command.ConfigureAwait(false))
            {
                _ = async ? await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) : command.ExecuteNonQuery();
            }
        }
        finally
        {
            if (async)
            {
                await database.CloseConnectionAsync().ConfigureAwait(false);
            }
            else
            {
                database.CloseConnection();
            }
        }
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Made of names of the model, quoted by its provider.")]
    private DbCommand Command(DatabaseFacade database, DbTransaction? transaction, AppendUnit events, TimeProvider time)
    {
        DbCommand command = database.GetDbConnection().CreateCommand();
        command.CommandText = _insert;
        command.Transaction = transaction;
        if (database.GetCommandTimeout() is { } timeout)
        {
            command.CommandTimeout = timeout;
        }

        object[] values = [events.Operation, time.GetUtcNow().UtcDateTime, events.EventCount, Lines(events)];
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(_parameters[i].Mapping.CreateParameter(command, _parameters[i].Name, values[i], nullable: false, ParameterDirection.Input));
        }

        return command;
    }

    private static byte[] Lines(AppendUnit events)
    {
        ReadOnlySpan<JournalEntry> entries = events.Seal();
        int length = 0;
        foreach (ref readonly JournalEntry entry in entries)
        {
            length += entry.Text.Length + 1;
        }

        var lines = new byte[length];
        Span<byte> rest = lines;
        foreach (ref readonly JournalEntry entry in entries)
        {
            entry.Text.Span.CopyTo(rest);
            rest[entry.Text.Length] = (byte)'\n';
            rest = rest[(entry.Text.Length + 1)..];
        }

        return lines;
    }
}
