using System.Globalization;
using System.Text;
using AuditGen.Journal;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// The ownership of a journal folder: an operating-system lock on one file, which ends with the process however it ends,
/// and a text beside it that tells others who holds it.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private const string LockFile = "journal.lock";
    private const string HolderFile = "journal.holder";

    private readonly FileStream _lock;
    private readonly string _holder;

    private JournalLock(FileStream stream, string holder)
    {
        _lock = stream;
        _holder = holder;
    }

    /// <summary>Takes the ownership of the folder.</summary>
    /// <exception cref="JournalException">Another process, or another journal in this one, owns it; or the folder cannot be written.</exception>
    public static JournalLock Take(string folder, TimeProvider time)
    {
        string holder = Path.Combine(folder, HolderFile);
        FileStream stream;
        try
        {
            Directory.CreateDirectory(folder);
            stream = new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalException($"The journal folder {folder} cannot be written by this process: give its user write access, "
                + "or name another folder.", innerException: e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new JournalException($"The journal folder {folder} cannot be created: {e.Message}", innerException: e);
        }
        catch (IOException e) when (File.Exists(Path.Combine(folder, LockFile)) && !IsReadOnly(folder))
        {
            throw new JournalException($"The journal in {folder} is owned by {ReadHolder(folder) ?? "another process"}. One process writes a journal; "
                + "stop that one, or give this one a folder of its own. Readers can work beside the owner.", isTransient: true, e);
        }
        catch (IOException e)
        {
            throw new JournalException($"The journal folder {folder} cannot be written: {e.Message}", innerException: e);
        }

        try
        {
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}");
            File.WriteAllText(holder, text, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream.Dispose();
            throw new JournalException($"The journal folder {folder} cannot be written: {e.Message}", innerException: e);
        }

        return new JournalLock(stream, holder);
    }

    /// <summary>Gives the ownership up.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_holder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a note for people; the lock is what counts.
        }

        _lock.Dispose();
    }

    /// <summary>The note of who owns the folder, without touching the lock; <see langword="null"/> where there is none.</summary>
    public static string? ReadHolder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, HolderFile), Encoding.UTF8) is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsReadOnly(string folder)
    {
        string probe = Path.Combine(folder, "journal.probe");
        try
        {
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
