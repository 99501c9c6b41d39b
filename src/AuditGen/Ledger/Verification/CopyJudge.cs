using System.Globalization;

namespace AuditGen.Ledger;

/// <summary>Turns what does not fit between a copy and the ledger into findings about single events.</summary>
internal sealed class CopyJudge(EventPass pass, IReadOnlySet<long> provenEvents, FaultList faults)
{
    private const int MaxSearched = 1_000_000;

    /// <summary>Reports.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="cancellationToken">Ends the reading of leaf hashes.</param>
    public async Task ReportAsync(ILedgerReader ledger, CancellationToken cancellationToken)
    {
        foreach (DisplacedRun run in pass.Displaced)
        {
            Report(run);
        }

        Dictionary<Sha256Hash, long> unfound = await UnfoundAsync(ledger, cancellationToken).ConfigureAwait(false);
        foreach (Stranger stranger in pass.Strangers.OrderBy(static stranger => stranger.Index))
        {
            Report(stranger, unfound);
        }

        StoredRange[] missing = [.. pass.Source.MustHold.SelectMany(pass.Seen.Missing)];
        bool isExplained = missing.Sum(static range => range.Next - range.First) <= pass.Source.Unavailable;
        foreach (StoredRange range in missing)
        {
            faults.Add(new LedgerFault(isExplained ? LedgerFaultKind.Incomplete : LedgerFaultKind.Tampered, pass.Source.Name, range.Next - range.First == 1
                ? "is missing"
                : $"to event {Number(range.Next - 1)} are missing: {Number(range.Next - range.First)} events") { Index = range.First });
        }

        if (pass.Duplicates > 0)
        {
            faults.Add(new LedgerFault(LedgerFaultKind.Notice, pass.Source.Name, $"{Number(pass.Duplicates)} events are stored more than once, equal to the byte: a resend after a rollover, harmless"));
        }
    }

    private void Report(DisplacedRun run)
    {
        string places = Math.Abs(run.Shift) == 1 ? "one place" : $"{Number(Math.Abs(run.Shift))} places";
        string what = run.Count == 1
            ? $"was event {Number(run.First + run.Shift)}: it was moved"
            : $"to event {Number(run.Last)} stand {places} too {(run.Shift > 0 ? "early" : "late")}: renumbered after events were {(run.Shift > 0 ? "removed" : "inserted")} before them";
        faults.Add(new LedgerFault(LedgerFaultKind.Tampered, $"{pass.Source.Name} {run.Part}", what) { Index = run.First, EventId = run.Id });
    }

    private void Report(in Stranger stranger, Dictionary<Sha256Hash, long> unfound)
    {
        string where = $"{pass.Source.Name} {stranger.Part}";
        long? index = stranger.Index < 0 ? null : stranger.Index;
        if (index is { } at && provenEvents.Contains(at))
        {
            pass.Seen.Mark(at);
            faults.Add(new LedgerFault(LedgerFaultKind.Tampered, "the ledger", "has a leaf hash that was changed; the event itself is the one that was signed") { Index = at, EventId = stranger.Id });
            return;
        }

        if (unfound.TryGetValue(stranger.Leaf, out long place) && pass.Seen.Mark(place))
        {
            if (index is not null)
            {
                faults.Add(new LedgerFault(LedgerFaultKind.Tampered, where, $"was event {Number(place)}: it was moved") { Index = index, EventId = stranger.Id });
            }

            return;
        }

        if (index is null)
        {
            faults.Add(new LedgerFault(LedgerFaultKind.Tampered, where, $"event {stranger.Id} is not in the ledger: it was edited, or was never in this log") { EventId = stranger.Id });
            return;
        }

        bool takesPlace = index is { } own && own < pass.Seen.Size && pass.Seen.Mark(own);
        faults.Add(new LedgerFault(LedgerFaultKind.Tampered, where, takesPlace
            ? "was edited or replaced: its text is not the one that was signed"
            : "was inserted: the ledger does not know it") { Index = index, EventId = stranger.Id });
    }

    /// <summary>Leaf hashes of the ledger that the copy was not found to hold.</summary>
    private async Task<Dictionary<Sha256Hash, long>> UnfoundAsync(ILedgerReader ledger, CancellationToken cancellationToken)
    {
        var unfound = new Dictionary<Sha256Hash, long>();
        if (pass.Strangers.Count == 0)
        {
            return unfound;
        }

        var window = new TileWindow(ledger);
        foreach (StoredRange range in pass.Seen.Missing(new StoredRange(0, pass.Seen.Size)))
        {
            for (long index = range.First; index < range.Next; index++)
            {
                if (unfound.Count == MaxSearched)
                {
                    return unfound;
                }

                if (await window.FindAsync(index, cancellationToken).ConfigureAwait(false) is { } leaf)
                {
                    unfound.TryAdd(leaf, index);
                }
            }
        }

        return unfound;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
