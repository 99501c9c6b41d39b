using AuditGen.Sqlite.Tests.Journal.Crashes;

namespace AuditGen.Sqlite.Tests.Journal.Surroundings;

/// <summary>A file system in memory of a given size, mounted until the end of the test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one, or skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(string folder, int kilobytes)
    {
        if (!Tool.CanMount)
        {
            Assert.Skip("Mounting a small disk needs Linux and root.");
        }

        string path = System.IO.Path.Combine(folder, "disk");
        Directory.CreateDirectory(path);
        Tool.Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={kilobytes}k"), "tmpfs", path);
        return new SmallDisk(path);
    }

    public void MakeReadOnly() => Tool.Run("mount", "-o", "remount,ro", Path);

    public void Dispose() => Tool.Run("umount", "-l", Path);
}
