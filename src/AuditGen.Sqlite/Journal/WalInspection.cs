using System.Buffers.Binary;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// What a write-ahead log left behind holds, frame by frame. SQLite itself stops silently at the first frame that is not
/// sound; this tells a torn tail, which nobody was promised, from damage in the middle, behind which acknowledged
/// transactions lie. Format: sqlite.org/fileformat2.html, "The Write-Ahead Log".
/// </summary>
/// <param name="Frames">Sound frames up to the last sound commit.</param>
/// <param name="SoundBytes">Length of the log up to there.</param>
/// <param name="TornBytes">Bytes of the same generation beyond it: an unfinished transaction, or damage.</param>
/// <param name="BreakOffset">Offset of the first frame that is not sound, or -1.</param>
/// <param name="CommitsBeyond">Commits of the same generation at or beyond the break.</param>
internal sealed record WalInspection(int Frames, long SoundBytes, long TornBytes, long BreakOffset, int CommitsBeyond)
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const uint Magic = 0x377f0682;

    /// <summary>An absent or unused log.</summary>
    public static WalInspection None { get; } = new(0, 0, 0, -1, 0);

    /// <summary>
    /// Whether transactions that had been synced are lost: at most the last transaction may be incomplete, since each is
    /// synced before the next begins.
    /// </summary>
    public bool LosesAcknowledged => CommitsBeyond > 1;

    /// <summary>Inspects a log file.</summary>
    public static WalInspection Read(string path)
    {
        if (!File.Exists(path))
        {
            return None;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 256 * 1024);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            return None;
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        int pageSize = (int)BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        var sum = new WalChecksum(bigEndian: (magic & 1) != 0);
        bool sound = (magic & ~1u) == Magic && pageSize is >= 512 and <= 65536;
        if (sound)
        {
            sum.Add(header[..24]);
            sound = sum.Matches(header[24..]);
        }

        return sound ? ReadFrames(stream, header[16..24], pageSize, sum) : WithoutHeader(stream, header);
    }

    private static WalInspection ReadFrames(FileStream stream, ReadOnlySpan<byte> salts, int pageSize, WalChecksum sum)
    {
        byte[] frame = new byte[FrameHeaderSize + pageSize];
        int frames = 0;
        int committed = 0;
        long breakOffset = -1;
        long end = HeaderSize;
        long last = HeaderSize;
        int commitsBeyond = 0;
        int read;
        while ((read = stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false)) >= FrameHeaderSize)
        {
            bool whole = read == frame.Length;
            bool ours = frame.AsSpan(8, 8).SequenceEqual(salts);
            bool commits = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            if (breakOffset < 0)
            {
                sum.Add(frame.AsSpan(0, 8));
                sum.Add(frame.AsSpan(FrameHeaderSize));
                if (whole && ours && sum.Matches(frame.AsSpan(16)))
                {
                    frames++;
                    end += frame.Length;
                    if (commits)
                    {
                        committed = frames;
                        last = end;
                    }

                    continue;
                }

                breakOffset = end;
            }

            if (ours)
            {
                end += read;
                commitsBeyond += commits ? 1 : 0;
            }
            else if (whole && commits && IsDamagedSalt(frame.AsSpan(8, 8), salts))
            {
                commitsBeyond++;
            }
        }

        return new WalInspection(committed, last, end - last, breakOffset, commitsBeyond);
    }

    /// <summary>A salt that differs in a single bit is a flipped bit, not an older generation.</summary>
    private static bool IsDamagedSalt(ReadOnlySpan<byte> found, ReadOnlySpan<byte> salts)
    {
        ulong difference = BinaryPrimitives.ReadUInt64BigEndian(found) ^ BinaryPrimitives.ReadUInt64BigEndian(salts);
        return System.Numerics.BitOperations.PopCount(difference) == 1;
    }

    /// <summary>
    /// The header is synced before the first frame, so frames behind an unsound header mean damage; nothing but zeros
    /// means that nothing was ever committed.
    /// </summary>
    private static WalInspection WithoutHeader(FileStream stream, ReadOnlySpan<byte> header)
    {
        byte[] rest = new byte[4096];
        bool written = header.ContainsAnyExcept((byte)0);
        int read;
        while (!written && (read = stream.Read(rest)) > 0)
        {
            written = rest.AsSpan(0, read).ContainsAnyExcept((byte)0);
        }

        return written && stream.Length > HeaderSize
            ? new WalInspection(0, 0, stream.Length, 0, int.MaxValue)
            : None;
    }
}
