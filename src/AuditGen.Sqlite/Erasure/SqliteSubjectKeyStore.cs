using System.Security.Cryptography;
using AuditGen.Erasure;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Erasure;

/// <summary>
/// The keys of persons in one SQLite file, shared by the processes of one machine. The file is apart from the trail: it must
/// not be in the trail's backups, or a restored backup brings shredded keys back (docs/erasure.md).
/// </summary>
/// <remarks>
/// Every call looks whether another process has written (<c>PRAGMA data_version</c>) and then forgets what it knew, so that a
/// key shredded anywhere is used nowhere.
/// </remarks>
public sealed class SqliteSubjectKeyStore : ISubjectKeyStore, IDisposable
{
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _sync = new();
    private readonly Dictionary<string, SubjectKey> _bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SubjectKey> _byId = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _version;
    private readonly SqliteStatement _findId;
    private readonly SqliteStatement _findSubject;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _shred;
    private long _seen = -1;

    private SqliteSubjectKeyStore(SqliteDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _version = database.Prepare("PRAGMA data_version");
        _findId = database.Prepare("SELECT id, subject, material, shredded FROM subject_key WHERE id = ?1");
        _findSubject = database.Prepare("SELECT id, subject, material, shredded FROM subject_key WHERE subject = ?1");
        _insert = database.Prepare("INSERT INTO subject_key(id, subject, material, created) VALUES (?1, ?2, ?3, ?4)");
        _shred = database.Prepare("UPDATE subject_key SET material = NULL, shredded = ?2 WHERE subject = ?1");
    }

    /// <summary>Opens the file; creates it, readable for its owner only, where there is none.</summary>
    /// <param name="file">The file, outside the folder of the trail.</param>
    /// <param name="time">Tells when keys were made and shredded.</param>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It cannot be opened, or is no key store.</exception>
    public static SqliteSubjectKeyStore Open(string file, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        CreateForOwner(Path.GetFullPath(file));
        SqliteDatabase database = SqliteDatabase.Open(Path.GetFullPath(file), SqliteAccess.Create, s_busyTimeout);
        try
        {
            // What is overwritten is gone: freed bytes are zeroed, and the log is emptied when a key is shredded; here too, in case
            // a process died in between.
            database.Execute("""
                PRAGMA secure_delete = ON;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA temp_store = MEMORY;
                CREATE TABLE IF NOT EXISTS subject_key(
                    id TEXT NOT NULL PRIMARY KEY,
                    subject TEXT NOT NULL UNIQUE,
                    material BLOB CHECK (length(material) = 32),
                    created TEXT NOT NULL,
                    shredded TEXT,
                    CHECK ((material IS NULL) = (shredded IS NOT NULL))
                ) STRICT, WITHOUT ROWID;
                """);
            database.Checkpoint(truncate: true);
            return new SqliteSubjectKeyStore(database, time ?? TimeProvider.System);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SubjectKey GetOrCreate(string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        lock (_sync)
        {
            ForgetWhatOthersChanged();
            return _bySubject.TryGetValue(subject, out SubjectKey? known) ? known : Keep(FindSubject(subject) ?? Create(subject));
        }
    }

    /// <inheritdoc/>
    public SubjectKey? Find(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        lock (_sync)
        {
            ForgetWhatOthersChanged();
            if (_byId.TryGetValue(keyId, out SubjectKey? known))
            {
                return known;
            }

            _findId.BindText(1, keyId);
            return Read(_findId) is { } found ? Keep(found) : null;
        }
    }

    /// <inheritdoc/>
    public ValueTask<SubjectKey?> ShredAsync(string subject, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            Forget();
            SubjectKey? key = FindSubject(subject);
            if (key is null)
            {
                return ValueTask.FromResult<SubjectKey?>(null);
            }

            SubjectKey shredded = key.Shredded is null ? Shred(key) : key;
            if (!_database.Checkpoint(truncate: true))
            {
                throw new IOException($"The key {key.Id} is shredded, but its bytes are still in the log of the key store, because another process reads there. Try again.");
            }

            return ValueTask.FromResult<SubjectKey?>(shredded);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_sync)
        {
            Forget();
            _version.Dispose();
            _findId.Dispose();
            _findSubject.Dispose();
            _insert.Dispose();
            _shred.Dispose();
            _database.Dispose();
        }
    }

    private static void CreateForOwner(string file)
    {
        if (Path.GetDirectoryName(file) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            // A file that exists is not opened here: closing it would drop the locks that SQLite holds on it in this process.
            new FileStream(file, options).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Made before, by this process or another.
        }
    }

    private SubjectKey Create(string subject)
    {
        Span<byte> material = stackalloc byte[SubjectKey.Size];
        RandomNumberGenerator.Fill(material);
        _database.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been quicker.
            SubjectKey? key = FindSubject(subject);
            if (key is null)
            {
                key = new SubjectKey(Guid.NewGuid().ToString("N"), subject, material);
                _insert.BindText(1, key.Id);
                _insert.BindText(2, subject);
                _insert.BindBlob(3, material);
                _insert.BindText(4, Text(_time.GetUtcNow()));
                _insert.Run();
            }

            _database.Execute("COMMIT");
            return key;
        }
        catch
        {
            _database.Rollback();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }

    private SubjectKey Shred(SubjectKey key)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _shred.BindText(1, key.Subject);
        _shred.BindText(2, Text(now));
        _shred.Run();
        return Keep(new SubjectKey(key.Id, key.Subject, now));
    }

    private SubjectKey? FindSubject(string subject)
    {
        _findSubject.BindText(1, subject);
        return Read(_findSubject);
    }

    private static SubjectKey? Read(SqliteStatement statement)
    {
        try
        {
            return !statement.Step() ? null
                : statement.IsNull(2)
                    ? new SubjectKey(statement.Text(0), statement.Text(1), DateTimeOffset.Parse(statement.Text(3), System.Globalization.CultureInfo.InvariantCulture))
                    : new SubjectKey(statement.Text(0), statement.Text(1), statement.Bytes(2));
        }
        finally
        {
            statement.Reset();
        }
    }

    private SubjectKey Keep(SubjectKey key)
    {
        _bySubject[key.Subject] = key;
        _byId[key.Id] = key;
        return key;
    }

    private void ForgetWhatOthersChanged()
    {
        long version = _version.Step() ? _version.Int64(0) : 0;
        _version.Reset();
        if (version != _seen)
        {
            Forget();
            _seen = version;
        }
    }

    private void Forget()
    {
        _bySubject.Clear();
        _byId.Clear();
    }

    private static string Text(DateTimeOffset time) => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
