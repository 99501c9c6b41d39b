using System.Globalization;
using System.Runtime.InteropServices;
using AuditGen.Ledger;
using Microsoft.Win32.SafeHandles;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>
/// Leaf hashes in a temporary file, 32 bytes each at the place of their index: read at random by several workers, whatever the
/// size of the log. A hash that is missing reads as zeros, which no text has.
/// </summary>
internal sealed class LedgerSpool : IDisposable
{
    // A run far behind all others is not the next part of a log, and would make the file as large as its author likes.
    private const long LongestGap = 1 << 24;
    private const int MostDamages = 20;

    private readonly SafeFileHandle _file = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), $"auditgen-{Guid.NewGuid():N}.leaves"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    private readonly List<string> _damages = [];
    private Sha256Hash[] _before = [];
    private int _moreDamages;

    /// <summary>Number of leaves, from the first one to the last one found.</summary>
    public long Count { get; private set; }

    /// <summary>What is wrong with the leaf hashes as they were found; <see langword="null"/> where nothing is.</summary>
    public string? Damage => _damages.Count == 0 ? null : string.Join("; ", _damages) + (_moreDamages > 0 ? string.Create(CultureInfo.InvariantCulture, $"; and {_moreDamages} more") : string.Empty);

    /// <summary>Adds a run; runs come in the order of their beginnings.</summary>
    /// <param name="first">Index of the first leaf.</param>
    /// <param name="bytes">The hashes.</param>
    public void Add(long first, ReadOnlySpan<byte> bytes)
    {
        int width = bytes.Length / Sha256Hash.Size;
        if (first < 0 || width == 0 || bytes.Length % Sha256Hash.Size != 0 || (first % ILedgerReader.TileWidth) + width > ILedgerReader.TileWidth)
        {
            Report($"the leaf hashes stored at {first} are no part of a tile");
            return;
        }

        if (first - Count > LongestGap)
        {
            Report($"leaf hashes are stored at {first}, far behind the end at {Count}");
            return;
        }

        if (first > Count)
        {
            Report($"the hashes of leaves {Count} to {first - 1} are missing");
        }

        ReadOnlySpan<Sha256Hash> hashes = MemoryMarshal.Cast<byte, Sha256Hash>(bytes);
        int known = (int)Math.Clamp(Count - first, 0, width);
        if (known > 0 && !Agrees(first, hashes[..known]))
        {
            Report($"there are two different hashes of leaves between {first} and {first + known - 1}");
        }

        RandomAccess.Write(_file, bytes[(known * Sha256Hash.Size)..], (first + known) * Sha256Hash.Size);
        Count = Math.Max(Count, first + width);
    }

    /// <summary>Notes what else is wrong.</summary>
    public void Report(FormattableString damage)
    {
        if (_damages.Count < MostDamages)
        {
            _damages.Add(damage.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _moreDamages++;
        }
    }

    /// <summary>Reads leaf hashes.</summary>
    /// <returns>How many of them lie before the end.</returns>
    public int Read(long first, Span<Sha256Hash> hashes)
    {
        int count = (int)Math.Clamp(Count - first, 0, hashes.Length);
        Span<byte> rest = MemoryMarshal.AsBytes(hashes[..count]);
        for (long at = first * Sha256Hash.Size; !rest.IsEmpty;)
        {
            int read = RandomAccess.Read(_file, rest, at);
            if (read == 0)
            {
                throw new LedgerException("The temporary copy of the leaf hashes was cut.");
            }

            at += read;
            rest = rest[read..];
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool Agrees(long first, ReadOnlySpan<Sha256Hash> hashes)
    {
        if (_before.Length < hashes.Length)
        {
            _before = new Sha256Hash[ILedgerReader.TileWidth];
        }

        Read(first, _before.AsSpan(0, hashes.Length));
        return MemoryMarshal.AsBytes(hashes).SequenceEqual(MemoryMarshal.AsBytes(_before.AsSpan(0, hashes.Length)));
    }
}
