using System.Collections.Concurrent;

namespace AuditGen.Ledger;

/// <summary>
/// Verifies a log: checkpoints by themselves, events against leaf hashes, leaf hashes against signed roots, and what others
/// remember. Reads every copy once, in parallel; memory is a bit per leaf and 32 bytes per tile. docs/ledger.md says what is
/// found and what is not.
/// </summary>
public static class LedgerVerifier
{
    /// <summary>Verifies.</summary>
    /// <param name="request">What, and with what.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; progress kept in a file is taken up by the next call.</param>
    /// <exception cref="LedgerException">The ledger cannot be read at all.</exception>
    public static async Task<LedgerReport> VerifyAsync(LedgerVerification request, IProgress<LedgerProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var faults = new FaultList();
        ILedgerReader ledger = request.OpenLedger();
        await using (ledger.ConfigureAwait(false))
        {
            if (ledger.Damage is { } damage)
            {
                faults.Add(new LedgerFault(LedgerFaultKind.Tampered, ledger.Name, damage));
            }

            CheckpointPass checkpoints = await ReadCheckpointsAsync(request, ledger, faults, cancellationToken).ConfigureAwait(false);
            long leaves = await ledger.CountLeavesAsync(cancellationToken).ConfigureAwait(false);

            // Sizes signed anywhere count: a ledger whose own checkpoints were cut off is still held to what others saw.
            long signed = Math.Min(leaves, checkpoints.Known.Select(static known => known.Checkpoint.Size).DefaultIfEmpty(0).Max());
            var times = new CheckpointTimes(checkpoints.Known.Where(static known => known.Sequence is not null));
            EventPass[] passes = [.. request.Copies.Select(copy => new EventPass(copy, signed, times, faults))];
            await ReadCopiesAsync(request, passes, ledger.Origin, faults, progress, cancellationToken).ConfigureAwait(false);

            progress?.Report(new LedgerProgress("tree", 0, leaves));
            var tree = new TreePass(request.OpenLedger, Candidates(passes, leaves), request.Workers, faults);
            await tree.RunAsync(checkpoints.Known, leaves, cancellationToken).ConfigureAwait(false);
            foreach (EventPass pass in passes)
            {
                await new CopyJudge(pass, tree.ProvenEvents, faults).ReportAsync(ledger, cancellationToken).ConfigureAwait(false);
            }

            ReportGaps(passes, signed, faults);
            if (request is { HashOnly: false, CheckContinuity: true } && passes.MaxBy(static pass => pass.Source.EstimatedCount) is { } fullest && !IsSelection(fullest, signed))
            {
                await ContinuityPass.RunAsync(fullest.Source, faults, progress, cancellationToken).ConfigureAwait(false);
            }

            LedgerReport report = ToReport(ledger.Origin, checkpoints, passes, signed, faults);
            await RememberAsync(request, checkpoints, report, cancellationToken).ConfigureAwait(false);
            return report;
        }
    }

    /// <summary>Whether events are left out on purpose: what happened in them would look like a break.</summary>
    private static bool IsSelection(EventPass pass, long signed) => pass.Source.MustHold.IsEmpty && pass.Seen.Missing(new StoredRange(0, signed)).Any();

    private static async Task<CheckpointPass> ReadCheckpointsAsync(LedgerVerification request, ILedgerReader ledger, FaultList faults, CancellationToken cancellationToken)
    {
        var checkpoints = new CheckpointPass(ledger.Origin, request.Keys, faults);
        if (request.Keys.IsEmpty)
        {
            faults.Add(new LedgerFault(LedgerFaultKind.Incomplete, ledger.Name, "no key was given to verify signatures with"));
        }

        await checkpoints.ReadLedgerAsync(ledger, cancellationToken).ConfigureAwait(false);
        foreach (ILedgerAnchor anchor in request.Anchors)
        {
            await checkpoints.ReadElsewhereAsync($"anchor {anchor.Name}", anchor.ReadAsync(cancellationToken), mustMatchLog: false, cancellationToken).ConfigureAwait(false);
        }

        if (request.Memory is { } memory)
        {
            await checkpoints.ReadElsewhereAsync($"memory {memory.Name}", memory.ReadAsync(cancellationToken), mustMatchLog: true, cancellationToken).ConfigureAwait(false);
        }

        return checkpoints;
    }

    private static async Task ReadCopiesAsync(
        LedgerVerification request, EventPass[] passes, string origin, FaultList faults, IProgress<LedgerProgress>? progress, CancellationToken cancellationToken)
    {
        var kept = new VerificationState(request, origin, passes, faults);
        var work = new ConcurrentQueue<(EventPass Pass, IStoredEventPart Part)>();
        foreach (EventPass pass in passes)
        {
            foreach (LedgerFault finding in pass.Source.Findings)
            {
                faults.Add(finding);
            }

            foreach (IStoredEventPart part in pass.Source.Parts.Where(part => !kept.IsDone(pass, part)))
            {
                work.Enqueue((pass, part));
            }
        }

        long total = request.Copies.Sum(static copy => copy.EstimatedCount);
        long done = passes.Sum(static pass => pass.Events);
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, request.Workers)).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            kept.Stop();
            cancellationToken.ThrowIfCancellationRequested();
        }

        kept.Finish();

        async Task WorkAsync()
        {
            ILedgerReader ledger = request.OpenLedger();
            await using (ledger.ConfigureAwait(false))
            {
                var window = new TileWindow(ledger);
                using var page = new StoredEventPage();
                while (!cancellationToken.IsCancellationRequested && work.TryDequeue(out (EventPass Pass, IStoredEventPart Part) next))
                {
                    // A part once begun is read to its end, so that kept progress never counts half of one.
                    await next.Pass.ReadAsync(next.Part, window, page, !request.HashOnly, Count, CancellationToken.None).ConfigureAwait(false);
                    kept.Done(next.Pass, next.Part);
                }
            }
        }

        void Count(int events, int bytes) => progress?.Report(new LedgerProgress("events", Interlocked.Add(ref done, events), total));
    }

    /// <summary>Leaves of events that differ from the stored ones at their index.</summary>
    private static SortedDictionary<long, Sha256Hash> Candidates(EventPass[] passes, long leaves)
    {
        var candidates = new SortedDictionary<long, Sha256Hash>();
        foreach (Stranger stranger in passes.SelectMany(static pass => pass.Strangers).Where(stranger => stranger.Index >= 0 && stranger.Index < leaves))
        {
            candidates.TryAdd(stranger.Index, stranger.Leaf);
        }

        return candidates;
    }

    /// <summary>Events that no copy holds and none had to: they are somewhere that was not named.</summary>
    private static void ReportGaps(EventPass[] passes, long signed, FaultList faults)
    {
        var all = new SeenLeaves(signed);
        foreach (EventPass pass in passes)
        {
            all.Add(pass.Seen);
        }

        StoredRange[] must = [.. passes.SelectMany(static pass => pass.Source.MustHold)];
        bool holdsSelections = passes.Length > 0 && passes.All(static pass => pass.Source.MustHold.IsEmpty);
        long missing = 0;
        StoredRange first = default;
        foreach (StoredRange gap in all.Missing(new StoredRange(0, signed)).Where(gap => !must.Any(range => gap.First >= range.First && gap.First < range.Next)))
        {
            first = missing == 0 ? gap : first;
            missing += gap.Next - gap.First;
        }

        if (missing > 0)
        {
            faults.Add(holdsSelections
                ? new LedgerFault(LedgerFaultKind.Notice, "the copies given", $"{missing} of {signed} events are not among them: a selection was verified")
                : new LedgerFault(LedgerFaultKind.Incomplete, "the copies given", $"and {missing - 1} others are in none of them: name the store they went to") { Index = first.First });
        }
    }

    private static LedgerReport ToReport(string origin, CheckpointPass checkpoints, EventPass[] passes, long signed, FaultList faults)
    {
        long waiting = passes.Select(static pass => pass.Waiting).DefaultIfEmpty(0).Max();
        if (waiting > 0)
        {
            faults.Add(new LedgerFault(LedgerFaultKind.Notice, "the copies given", $"{waiting} events wait for a checkpoint: they are not proven yet"));
        }

        return new LedgerReport
        {
            Origin = origin,
            Faults = faults.ToImmutable(),
            Tampered = faults.Count(LedgerFaultKind.Tampered),
            Incomplete = faults.Count(LedgerFaultKind.Incomplete),
            Bypassed = faults.Count(LedgerFaultKind.Bypassed),
            Checkpoint = checkpoints.Last?.Checkpoint,
            Covered = signed,
            Waiting = waiting,
            Checkpoints = checkpoints.Known.Count,
            EventsRead = passes.Sum(static pass => pass.Events),
            BytesRead = passes.Sum(static pass => pass.Bytes),
        };
    }

    /// <summary>What was found valid is remembered; what was not is not, so that the memory stays the better witness.</summary>
    private static async Task RememberAsync(LedgerVerification request, CheckpointPass checkpoints, LedgerReport report, CancellationToken cancellationToken)
    {
        bool isKnown = checkpoints.Last is { } last
            && checkpoints.Known.Any(known => known.Sequence is null && known.Where.StartsWith("memory", StringComparison.Ordinal) && known.Checkpoint.Timestamp == last.Checkpoint.Timestamp);
        if (request.Memory is { } memory && report.Tampered == 0 && !isKnown && !checkpoints.LastNote.IsEmpty)
        {
            await memory.PublishAsync(checkpoints.LastNote, cancellationToken).ConfigureAwait(false);
        }
    }
}
