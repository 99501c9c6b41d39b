using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Cli.Stores;

/// <summary>The journal beside a store, as one who only reads it sees it: its owner may be running.</summary>
internal sealed class JournalBeside : IJournal
{
    private readonly string _folder;
    private readonly Lazy<SqliteJournalReader> _reader;

    private JournalBeside(string folder)
    {
        _folder = folder;
        _reader = new Lazy<SqliteJournalReader>(() => SqliteJournalReader.Open(folder));
    }

    /// <inheritdoc/>
    public string Origin => _reader.Value.Origin;

    /// <inheritdoc/>
    public long FirstIndex => _reader.Value.ReadRange().First;

    /// <inheritdoc/>
    public long NextIndex => _reader.Value.ReadRange().Next;

    /// <inheritdoc/>
    public Guid LastId => Guid.Empty;

    /// <inheritdoc/>
    public ImmutableArray<JournalIntent> OpenIntents => [];

    /// <summary>Finds the journal in a folder, which is opened when it is asked; <see langword="null"/> where there is none.</summary>
    public static JournalBeside? Open(string? folder) => folder is not null && File.Exists(Path.Combine(folder, "journal.db")) ? new JournalBeside(folder) : null;

    /// <inheritdoc/>
    public IJournalReader OpenReader() => SqliteJournalReader.Open(_folder);

    /// <inheritdoc/>
    public long Commit(ReadOnlySpan<JournalEntry> entries) => throw new NotSupportedException("The journal is read, not written, from here.");

    /// <inheritdoc/>
    public ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Another process appends to the journal: look again after a while.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_reader.IsValueCreated)
        {
            _reader.Value.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
