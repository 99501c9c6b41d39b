using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Benchmarks.Ledger;

/// <summary>Sealing against journaling, verification against plain SHA-256, memory at millions of leaves: each with its floor in the same run.</summary>
internal static class LedgerBenchmarks
{
    private const int Rounds = 3;
    private const int Batch = 256;

    /// <summary>Runs everything: <c>ledger [events] [millions of leaves]</c>.</summary>
    public static async Task RunAsync(string[] args)
    {
        int events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
        int millions = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        byte[][] texts = [.. Enumerable.Range(0, events).Select(Text)];
        Sha256Hash[] leaves = [.. texts.Select(static text => Sha256Hash.OfLeaf(text))];
        string folder = Directory.CreateTempSubdirectory("auditgen-bench-").FullName;
        try
        {
            await SealingAsync(folder, texts, leaves).ConfigureAwait(false);
            await VerifyingAsync(Path.Combine(folder, "sealed0"), texts).ConfigureAwait(false);
            await MemoryAsync(folder, millions).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SealingAsync(string folder, byte[][] texts, Sha256Hash[] leaves)
    {
        var plain = new List<double>();
        var sealedRates = new List<double>();
        int checkpoints = 0;
        for (int round = 0; round < Rounds; round++)
        {
            plain.Add((await JournalAsync(Path.Combine(folder, $"plain{round}"), texts, leaves, isSealed: false).ConfigureAwait(false)).Rate);
            (double rate, checkpoints) = await JournalAsync(Path.Combine(folder, $"sealed{round}"), texts, leaves, isSealed: true).ConfigureAwait(false);
            sealedRates.Add(rate);
        }

        double cost = 1 - (Median(sealedRates) / Median(plain));
        Print($"journal alone {Median(plain):N0} events/s, while sealed {Median(sealedRates):N0} events/s ({checkpoints} checkpoints): sealing costs {cost:P1}");
    }

    private static async Task<(double Rate, int Checkpoints)> JournalAsync(string folder, byte[][] texts, Sha256Hash[] leaves, bool isSealed)
    {
        SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder, Origin = "bench.example/log" });
        await using (journal.ConfigureAwait(false))
        {
            using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate("bench.example/log");
            await File.WriteAllTextAsync(folder + ".vkey", signer.Key.ToString()).ConfigureAwait(false);
            using var stop = new CancellationTokenSource();
            Task<int> sealing = isSealed ? SealAsync(journal, folder, signer, stop.Token) : Task.FromResult(0);
            var entries = new JournalEntry[Batch];
            var watch = Stopwatch.StartNew();
            for (int at = 0; at < texts.Length; at += Batch)
            {
                int count = Math.Min(Batch, texts.Length - at);
                for (int i = 0; i < count; i++)
                {
                    entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = Id(at + i), Context = "bench", Text = texts[at + i], Leaf = leaves[at + i] };
                }

                journal.Commit(entries.AsSpan(0, count));
            }

            double rate = texts.Length / watch.Elapsed.TotalSeconds;
            await stop.CancelAsync().ConfigureAwait(false);
            return (rate, await sealing.ConfigureAwait(false));
        }
    }

    /// <summary>The cadence of the hosted service at its busiest: a checkpoint every 100 milliseconds, and a last one.</summary>
    private static async Task<int> SealAsync(SqliteJournal journal, string folder, EcdsaLedgerSigner signer, CancellationToken stop)
    {
        using ILeafSource source = SqliteJournalReader.Open(folder);
        SqliteLedger ledger = SqliteLedger.Open(folder, journal.Origin);
        await using (ledger.ConfigureAwait(false))
        {
            LedgerSealer sealer = await LedgerSealer.OpenAsync(journal, source, ledger, new LedgerKeyRing(signer), [], TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            int checkpoints = 0;
            do
            {
                await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);
                await sealer.SealAsync(CancellationToken.None).ConfigureAwait(false);
                checkpoints++;
            }
            while (!stop.IsCancellationRequested || sealer.Last!.Size < journal.NextIndex);
            return checkpoints;
        }
    }

    private static async Task VerifyingAsync(string folder, byte[][] texts)
    {
        long bytes = texts.Sum(static text => (long)text.Length);
        TrustedKey key = new(NoteVerifierKey.Parse(await File.ReadAllTextAsync(folder + ".vkey").ConfigureAwait(false)), KeyValidity.Always);
        var floor = new List<double>();
        var bulk = new List<double>();
        var hashOnly = new List<double>();
        var derived = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            floor.Add(Time(() => Parallel.For(0, Environment.ProcessorCount, worker => HashEach(texts, worker))));
            bulk.Add(Time(() => Parallel.For(0, Environment.ProcessorCount, _ => HashBulk(bytes / Environment.ProcessorCount))));
            hashOnly.Add(await VerifyAsync(folder, key, isHashOnly: true).ConfigureAwait(false));
            derived.Add(await VerifyAsync(folder, key, isHashOnly: false).ConfigureAwait(false));
        }

        double each = bytes / Median(floor) / 1e6;
        double whole = bytes / Median(bulk) / 1e6;
        double hashed = bytes / Median(hashOnly) / 1e6;
        double compared = bytes / Median(derived) / 1e6;
        Print($"{texts.Length:N0} events of {bytes / texts.Length} bytes, {Environment.ProcessorCount} cores: SHA-256 of each event {each:N0} MB/s, in one piece {whole:N0} MB/s");
        Print($"verify --hash-only {hashed:N0} MB/s = {hashed / each:P0} of SHA-256 event by event, {hashed / whole:P0} of SHA-256 in one piece");
        Print($"verify with re-derivation {compared:N0} MB/s = {compared / each:P0} of SHA-256 event by event, {compared / whole:P0} of SHA-256 in one piece");
    }

    private static async Task<double> VerifyAsync(string folder, TrustedKey key, bool isHashOnly)
    {
        using SqliteJournalEvents copy = SqliteJournalEvents.Open(folder);
        var request = new LedgerVerification { OpenLedger = () => SqliteLedger.OpenForReading(folder), Copies = [copy], Keys = [key], HashOnly = isHashOnly, CheckContinuity = false };
        var watch = Stopwatch.StartNew();
        LedgerReport report = await LedgerVerifier.VerifyAsync(request).ConfigureAwait(false);
        return report.Verdict == LedgerVerdict.Valid ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(string.Join('\n', report.Faults));
    }

    private static async Task MemoryAsync(string folder, int millions)
    {
        foreach (int leaves in millions == 0 ? [100_000] : (int[])[1_000_000, millions * 1_000_000])
        {
            string path = Path.Combine(folder, $"leaves{leaves}");
            Directory.CreateDirectory(path);
            using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate("bench.example/log");
            await FillAsync(path, leaves, signer).ConfigureAwait(false);
            using var copy = new SyntheticEvents(leaves);
            var peak = new PeakMemory();
            var request = new LedgerVerification { OpenLedger = () => SqliteLedger.OpenForReading(path), Copies = [copy], Keys = [new TrustedKey(signer.Key, KeyValidity.Always)], HashOnly = true };
            GC.Collect();
            long before = GC.GetTotalMemory(forceFullCollection: true);
            LedgerReport report = await LedgerVerifier.VerifyAsync(request, peak).ConfigureAwait(false);
            Print($"{leaves:N0} leaves: {report.Verdict}, managed memory at most {(peak.Bytes - before) / 1e6:N1} MB above the start");
        }
    }

    private static async Task FillAsync(string folder, int leaves, EcdsaLedgerSigner signer)
    {
        SqliteLedger ledger = SqliteLedger.Open(folder, "bench.example/log");
        await using (ledger.ConfigureAwait(false))
        {
            var tiles = new TileWriter(new MerkleFrontier());
            byte[] text = new byte[SyntheticEvents.TextBytes];
            long sequence = 0;
            for (int index = 0; index < leaves; index++)
            {
                SyntheticEvents.Write(index, text);
                tiles.Append(Sha256Hash.OfLeaf(text));
                if (tiles.Size % 100_000 == 0)
                {
                    var checkpoint = LedgerCheckpoint.Create(ledger.Origin, tiles.Size, tiles.Root(), DateTimeOffset.UnixEpoch.AddSeconds(sequence));
                    SignedNote note = await CheckpointSigner.SignAsync(checkpoint, signer, CancellationToken.None).ConfigureAwait(false);
                    await ledger.AppendAsync(tiles.TakeRuns(), new StoredCheckpoint(++sequence, note.ToBytes())).ConfigureAwait(false);
                }
            }
        }
    }

    private static void HashEach(byte[][] texts, int worker)
    {
        Span<byte> hash = stackalloc byte[Sha256Hash.Size];
        for (int i = worker; i < texts.Length; i += Environment.ProcessorCount)
        {
            SHA256.HashData(texts[i], hash);
        }
    }

    private static void HashBulk(long bytes)
    {
        byte[] block = new byte[1024 * 1024];
        Span<byte> hash = stackalloc byte[Sha256Hash.Size];
        for (long done = 0; done < bytes; done += block.Length)
        {
            SHA256.HashData(block, hash);
        }
    }

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string line) => Console.WriteLine(line);

    private static Guid Id(int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (1_763_800_000_000UL << 16) | 0x7000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | (uint)index);
        return new Guid(bytes, bigEndian: true);
    }

    private static byte[] Text(int index)
    {
        string text = $$$"""{"v":1,"id":"{{{Id(index)}}}","ts":"2025-11-22T08:26:40.0000000Z","context":"bench","action":"invoice.post","category":"post","type":"InvoicePost","outcome":"success","operation":"{{{Id(index)}}}","actor":{"id":"u-{{{index % 100}}}","name":"Ada Brandt","kind":"user"},"resource":{"type":"invoice","id":"{{{index}}}"},"changes":[{"path":"/total","op":"add","new":{{{index}}}}],"data":{"note":"{{{new string('x', 480)}}}"}}""";
        return Encoding.UTF8.GetBytes(text);
    }

    private sealed class PeakMemory : IProgress<LedgerProgress>
    {
        private long _bytes;

        public long Bytes => _bytes;

        public void Report(LedgerProgress value) => _bytes = Math.Max(_bytes, GC.GetTotalMemory(forceFullCollection: false));
    }

    /// <summary>Events made up while they are read.</summary>
    private sealed class SyntheticEvents(int count) : IStoredEvents
    {
        public const int TextBytes = 64;
        private const int PartSize = 65_536;

        public string Name => "synthetic";

        public ImmutableArray<LedgerFault> Findings => [];

        public ImmutableArray<StoredRange> MustHold => [new StoredRange(0, count)];

        public long EstimatedCount => count;

        public ImmutableArray<IStoredEventPart> Parts { get; } =
            [.. Enumerable.Range(0, (count + PartSize - 1) / PartSize).Select(part => new Part(part * PartSize, Math.Min(count, (part + 1) * PartSize)))];

        public static void Write(int index, Span<byte> text)
        {
            text.Fill((byte)'x');
            index.TryFormat(text, out _, default, CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
        }

        private sealed class Part(int first, int next) : IStoredEventPart
        {
            public string Name => $"from {first}";

            public IStoredEventReader Open(bool compareFields) => new Reader(first, next);
        }

        private sealed class Reader(int first, int next) : IStoredEventReader
        {
            private int _at = first;

            public ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken)
            {
                page.Clear();
                Span<byte> text = stackalloc byte[TextBytes];
                for (; _at < next && page.Events.Length < 1024; _at++)
                {
                    Write(_at, text);
                    page.Add(_at, Guid.Empty, text);
                }

                return new(page.Events.Length > 0);
            }

            public void Dispose()
            {
            }
        }
    }
}
