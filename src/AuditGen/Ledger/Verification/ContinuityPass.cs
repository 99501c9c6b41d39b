using AuditGen.Journal;
using AuditGen.Reading;

namespace AuditGen.Ledger;

/// <summary>
/// Folds the events of every resource and compares each event's old values with the state that the ones before it leave. A
/// break means that data was changed past the application, or that a command recorded something else than it did: the events
/// themselves are sound. Memory grows with the number of living resources.
/// </summary>
internal static class ContinuityPass
{
    /// <summary>Reads a copy in order, and reports breaks.</summary>
    public static async Task RunAsync(IStoredEvents copy, FaultList faults, IProgress<LedgerProgress>? progress, CancellationToken cancellationToken)
    {
        var folds = new Dictionary<string, ResourceFold>(StringComparer.Ordinal);
        using var page = new StoredEventPage();
        long done = 0;
        foreach (IStoredEventPart part in copy.Parts)
        {
            try
            {
                using IStoredEventReader reader = part.Open(compareFields: false);
                while (await reader.ReadAsync(page, cancellationToken).ConfigureAwait(false))
                {
                    foreach (ref readonly JournalRecord record in page.Events)
                    {
                        Fold(record, folds, copy, part, faults);
                    }

                    done += page.Events.Length;
                    progress?.Report(new LedgerProgress("continuity", done, copy.EstimatedCount));
                }
            }
            catch (LedgerException)
            {
                // Reported when the part was read the first time.
            }
        }
    }

    private static void Fold(in JournalRecord record, Dictionary<string, ResourceFold> folds, IStoredEvents copy, IStoredEventPart part, FaultList faults)
    {
        // The fold keeps values, which point into the text.
        if (!AuditEvent.TryParse(record.Text.ToArray(), out AuditEvent? read) || read.Resource is not { } resource)
        {
            return;
        }

        string key = string.Join('\u001f', read.Tenant, resource.Type, resource.Id);
        if (!folds.TryGetValue(key, out ResourceFold? resourceFold))
        {
            folds[key] = resourceFold = new ResourceFold();
        }

        if (resourceFold.Last == read.Id)
        {
            // A second copy after a rollover: the same event, which happened once.
            return;
        }

        resourceFold.Last = read.Id;
        AuditStateFold fold = resourceFold.Fold;
        int before = fold.FaultCount;
        fold.Apply(read);
        foreach (AuditContinuityFault fault in fold.FaultsFrom(before))
        {
            faults.Add(new LedgerFault(
                LedgerFaultKind.Bypassed,
                $"{copy.Name} {part.Name}",
                $"the old value of {resource.Type} {resource.Id} {fault.Path} is {Show(fault.Found)}, but the events before leave {Show(fault.Expected)}") { Index = record.Index, EventId = read.Id });
        }

        if (fold.IsGone)
        {
            folds.Remove(key);
        }
    }

    private static string Show(AuditValue value) => value.IsMissing ? "nothing" : value.ToString() ?? "nothing";

    /// <summary>The state of a resource, and the last event folded into it.</summary>
    private sealed class ResourceFold
    {
        public AuditStateFold Fold { get; } = new();

        public Guid Last { get; set; }
    }
}
