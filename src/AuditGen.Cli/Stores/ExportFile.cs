using AuditGen.Cli.Asking;

namespace AuditGen.Cli.Stores;

/// <summary>A file that appears under its name when it is whole, and not at all where writing it was interrupted.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _part;
    private bool _isWhole;

    private ExportFile(string path, string part, FileStream stream)
    {
        _path = path;
        _part = part;
        Stream = stream;
    }

    /// <summary>Takes the bytes.</summary>
    public FileStream Stream { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="replace">Whether one of that name may be replaced.</param>
    public static ExportFile Create(string path, bool replace)
    {
        if (File.Exists(path) && !replace)
        {
            throw new UsageException($"{path} exists. Name another file, or add --force to replace it.");
        }

        string part = path + ".part";
        return new ExportFile(path, part, new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None));
    }

    /// <summary>Makes the file durable and gives it its name.</summary>
    public async ValueTask CompleteAsync()
    {
        await Stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
#pragma warning disable CA1849 // only the synchronous call reaches the disk
        Stream.Flush(flushToDisk: true);
#pragma warning restore CA1849
        await Stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_part, _path, overwrite: true);
        _isWhole = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isWhole)
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
            File.Delete(_part);
        }
    }
}
