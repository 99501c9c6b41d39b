namespace AuditGen.Ledger;

/// <summary>Reads the lines of a file as bytes; empty lines are passed over.</summary>
internal sealed class LineReader(string path) : IDisposable
{
    private readonly FileStream _stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <returns><see langword="null"/> at the end of the file.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                searched = 0;
                if (line.Length > 0)
                {
                    return line;
                }

                continue;
            }

            searched = _end - _start;
            if (await FillAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                ReadOnlyMemory<byte> last = _buffer.AsMemory(_start, searched);
                _start = _end;
                return last.Length > 0 ? last : (ReadOnlyMemory<byte>?)null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read;
    }
}
