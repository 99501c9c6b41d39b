using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AuditGen.Ledger;

/// <summary>
/// SHA-256 (FIPS 180-4) of many short messages at once, sixteen in the lanes of AVX-512 registers. A call of the platform's
/// hash costs as much as half a kilobyte of hashing, which short messages pay again and again; sixteen side by side do not.
/// </summary>
internal static class WideSha256
{
    private const int Lanes = 16;
    private const int BlockBytes = 64;
    private const int BlockWords = BlockBytes / sizeof(uint);
    private const int StateWords = Sha256Hash.Size / sizeof(uint);
    private const int Idle = -1;

    /// <summary>What padding adds to a message at least: one bit, and the length in eight bytes.</summary>
    private const int MinPadding = 9;

    private static ReadOnlySpan<uint> Start =>
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Whether this machine has the instructions; where it has not, the platform's hash is the faster one.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>Hashes messages, each with the same byte in front.</summary>
    /// <param name="prefix">The byte.</param>
    /// <param name="data">Where the messages lie.</param>
    /// <param name="messages">Where each begins, and how long it is.</param>
    /// <param name="hashes">Filled, in the order of the messages.</param>
    public static void Hash(byte prefix, ReadOnlySpan<byte> data, ReadOnlySpan<(int Start, int Length)> messages, Span<Sha256Hash> hashes)
    {
        Span<uint> words = stackalloc uint[BlockWords * Lanes];
        Span<uint> state = stackalloc uint[StateWords * Lanes];
        Span<int> message = stackalloc int[Lanes];
        Span<int> offset = stackalloc int[Lanes];
        int next = 0;
        int active = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            active += Begin(lane, ref next, messages.Length, message, offset, state);
        }

        while (active > 0)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (message[lane] != Idle)
                {
                    (int start, int length) = messages[message[lane]];
                    LoadBlock(prefix, data.Slice(start, length), offset[lane], words[lane..]);
                }
            }

            Compress(ref MemoryMarshal.GetReference(words), ref MemoryMarshal.GetReference(state));
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (message[lane] == Idle)
                {
                    continue;
                }

                offset[lane] += BlockBytes;
                if (offset[lane] >= 1 + messages[message[lane]].Length + MinPadding)
                {
                    Finish(state[lane..], ref hashes[message[lane]]);
                    active += Begin(lane, ref next, messages.Length, message, offset, state) - 1;
                }
            }
        }
    }

    private static int Begin(int lane, ref int next, int count, Span<int> message, Span<int> offset, Span<uint> state)
    {
        if (next == count)
        {
            message[lane] = Idle;
            return 0;
        }

        message[lane] = next++;
        offset[lane] = 0;
        for (int i = 0; i < StateWords; i++)
        {
            state[(i * Lanes) + lane] = Start[i];
        }

        return 1;
    }

    /// <summary>Writes one block of prefix ‖ message ‖ padding into one lane, word by word.</summary>
    private static void LoadBlock(byte prefix, ReadOnlySpan<byte> message, int offset, Span<uint> words)
    {
        // Inside the message the block begins one byte earlier than in the stream, for the prefix.
        if (offset > 0 && offset - 1 + BlockBytes <= message.Length)
        {
            Transpose(message.Slice(offset - 1, BlockBytes), words);
            return;
        }

        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        int length = 1 + message.Length;
        if (offset == 0)
        {
            block[0] = prefix;
            message[..Math.Min(message.Length, BlockBytes - 1)].CopyTo(block[1..]);
        }
        else if (offset < length)
        {
            message[(offset - 1)..].CopyTo(block);
        }

        if (length >= offset && length < offset + BlockBytes)
        {
            block[length - offset] = 0x80;
        }

        if (length + MinPadding <= offset + BlockBytes)
        {
            BinaryPrimitives.WriteInt64BigEndian(block[^sizeof(long)..], (long)length * 8);
        }

        Transpose(block, words);
    }

    private static void Transpose(ReadOnlySpan<byte> block, Span<uint> words)
    {
        ref byte source = ref MemoryMarshal.GetReference(block);
        ref uint target = ref MemoryMarshal.GetReference(words);
        for (int i = 0; i < BlockWords; i++)
        {
            uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, i * sizeof(uint)));
            Unsafe.Add(ref target, i * Lanes) = BinaryPrimitives.ReverseEndianness(word);
        }
    }

    private static void Finish(ReadOnlySpan<uint> state, ref Sha256Hash hash)
    {
        Span<byte> bytes = hash;
        for (int i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[(i * sizeof(uint))..], state[i * Lanes]);
        }
    }

    private static void Compress(ref uint words, ref uint state)
    {
        Vector512<uint> a = Vector512.LoadUnsafe(ref state, 0 * Lanes);
        Vector512<uint> b = Vector512.LoadUnsafe(ref state, 1 * Lanes);
        Vector512<uint> c = Vector512.LoadUnsafe(ref state, 2 * Lanes);
        Vector512<uint> d = Vector512.LoadUnsafe(ref state, 3 * Lanes);
        Vector512<uint> e = Vector512.LoadUnsafe(ref state, 4 * Lanes);
        Vector512<uint> f = Vector512.LoadUnsafe(ref state, 5 * Lanes);
        Vector512<uint> g = Vector512.LoadUnsafe(ref state, 6 * Lanes);
        Vector512<uint> h = Vector512.LoadUnsafe(ref state, 7 * Lanes);
        ref uint constants = ref MemoryMarshal.GetReference(Constants);
        for (int round = 0; round < 64; round++)
        {
            nuint at = (nuint)((round & 15) * Lanes);
            Vector512<uint> word = Vector512.LoadUnsafe(ref words, at);
            if (round >= 16)
            {
                Vector512<uint> w15 = Vector512.LoadUnsafe(ref words, (nuint)(((round + 1) & 15) * Lanes));
                Vector512<uint> w7 = Vector512.LoadUnsafe(ref words, (nuint)(((round + 9) & 15) * Lanes));
                Vector512<uint> w2 = Vector512.LoadUnsafe(ref words, (nuint)(((round + 14) & 15) * Lanes));
                Vector512<uint> s0 = Avx512F.RotateRight(w15, 7) ^ Avx512F.RotateRight(w15, 18) ^ (w15 >>> 3);
                Vector512<uint> s1 = Avx512F.RotateRight(w2, 17) ^ Avx512F.RotateRight(w2, 19) ^ (w2 >>> 10);
                word = word + s0 + w7 + s1;
                word.StoreUnsafe(ref words, at);
            }

            Vector512<uint> sum1 = Avx512F.RotateRight(e, 6) ^ Avx512F.RotateRight(e, 11) ^ Avx512F.RotateRight(e, 25);
            Vector512<uint> choice = g ^ (e & (f ^ g));
            Vector512<uint> first = h + sum1 + choice + Vector512.Create(Unsafe.Add(ref constants, round)) + word;
            Vector512<uint> sum0 = Avx512F.RotateRight(a, 2) ^ Avx512F.RotateRight(a, 13) ^ Avx512F.RotateRight(a, 22);
            Vector512<uint> majority = (a & b) | (c & (a | b));
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + sum0 + majority;
        }

        Add(ref state, 0, a);
        Add(ref state, 1, b);
        Add(ref state, 2, c);
        Add(ref state, 3, d);
        Add(ref state, 4, e);
        Add(ref state, 5, f);
        Add(ref state, 6, g);
        Add(ref state, 7, h);
    }

    private static void Add(ref uint state, nuint word, Vector512<uint> value) =>
        (Vector512.LoadUnsafe(ref state, word * Lanes) + value).StoreUnsafe(ref state, word * Lanes);
}
