namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>
/// A small ext4 file system in a file, mounted by loop device. What the file holds at a moment is what a disk would hold if
/// the power failed then: what was written but not synced is in memory only.
/// </summary>
internal sealed class LoopImage : IDisposable
{
    private readonly string _file;

    private LoopImage(string file, string mountPoint)
    {
        _file = file;
        MountPoint = mountPoint;
    }

    /// <summary>Where the file system is mounted.</summary>
    public string MountPoint { get; }

    /// <summary>Makes and mounts a file system of 48 MiB; its own journal is committed only when somebody syncs.</summary>
    public static LoopImage Create(string folder, string name)
    {
        string file = Path.Combine(folder, name + ".img");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(48 * 1024 * 1024);
        }

        Tool.Run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", file);
        return Mount(file, Path.Combine(folder, name));
    }

    /// <summary>Copies the disk as it is now, without syncing anything, and mounts the copy, as after a restart.</summary>
    public LoopImage Snapshot(string folder, string name)
    {
        string copy = Path.Combine(folder, name + ".img");
        File.Copy(_file, copy, overwrite: true);
        return Mount(copy, Path.Combine(folder, name));
    }

    public void Dispose()
    {
        Tool.Run("umount", MountPoint);
        File.Delete(_file);
    }

    private static LoopImage Mount(string file, string mountPoint)
    {
        Directory.CreateDirectory(mountPoint);
        Tool.Run("mount", "-o", "loop,commit=300,noatime", file, mountPoint);
        return new LoopImage(file, mountPoint);
    }
}
