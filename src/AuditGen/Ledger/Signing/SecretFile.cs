using System.Text;

namespace AuditGen.Ledger;

/// <summary>Writes files that only their owner may read.</summary>
public static class SecretFile
{
    /// <summary>Creates the file, durable, with access for its owner only (on Windows: with what the folder gives).</summary>
    /// <param name="path">The file; its folder is created where missing.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static void Create(string path, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
