using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>What happened to one resource: each event with its changes below it.</summary>
internal static class HistoryView
{
    public static void Write(Pen pen, IEnumerable<AuditRecord> records, ShownTime time, int changes)
    {
        foreach (AuditEvent e in records.Select(static record => record.Event))
        {
            pen.Write(time.Full(e.Timestamp), Ink.Cyan).Write("  ").Write(e.Action, Ink.Strong);
            if (e.Outcome != AuditOutcome.Success)
            {
                pen.Write($" ({e.Outcome.ToName()})", EventWords.Ink(e.Outcome));
            }

            pen.Write("  " + EventWords.Actor(e));
            pen.Write(e.Reason is null ? "" : $"  \"{e.Reason}\"").Write("  " + e.Id.ToString(), Ink.Faint).EndLine();
            if (e.ChangesUnknown)
            {
                pen.Space(4).Write("changes unknown", Ink.Yellow).EndLine();
            }

            foreach (AuditChange change in e.Changes.Take(changes))
            {
                string line = SafeText.Of(EventWords.Change(change));
                pen.Space(4).WriteSafe(CellWidth.Cut(line, Math.Max(20, pen.Screen.Width - 4)), Colour(change.Op)).EndLine();
            }

            if (e.Changes.Length > changes)
            {
                pen.Space(4).Write(string.Create(CultureInfo.InvariantCulture, $"and {e.Changes.Length - changes} more: auditgen show {e.Id}"), Ink.Faint).EndLine();
            }
        }
    }

    private static Ink Colour(AuditChangeOp op) => op switch
    {
        AuditChangeOp.Add => Ink.Green,
        AuditChangeOp.Remove => Ink.Red,
        _ => Ink.Plain,
    };
}
