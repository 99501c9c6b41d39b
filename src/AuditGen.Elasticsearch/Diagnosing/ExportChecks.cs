using AuditGen.Diagnosing;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>Does what is in the journal reach the store?</summary>
internal static class ExportChecks
{
    public static void Quarantine(Patient patient)
    {
        foreach ((string consumer, long events) in patient.Options.Quarantined.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Where(static entry => entry.Value > 0))
        {
            patient.Add(AuditFindingSeverity.Warning, "quarantine", $"{events} events of {consumer} are in quarantine.", "List them with 'auditgen quarantine', mend the cause, and send them again.");
        }
    }

    public static void Cursors(Patient patient)
    {
        if (patient.Options.Appended is not { } appended)
        {
            return;
        }

        foreach (JournalCursorPosition cursor in patient.Options.Cursors)
        {
            long behind = Math.Max(0, appended - cursor.Position);
            bool isFar = behind > patient.Options.MostBehind;
            patient.Add(
                isFar ? AuditFindingSeverity.Warning : AuditFindingSeverity.Fine,
                "cursors",
                $"{cursor.Name} is {behind} events behind the journal.",
                isFar ? "If it runs, its health check says what holds it up; if it was retired, have the journal forget its cursor, or segments never leave." : null);
        }
    }
}
