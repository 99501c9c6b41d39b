namespace AuditGen.Cli.Rendering;

/// <summary>An event on a line of its own, for output that has no end; the id comes early so that it is never cut.</summary>
internal static class EventLine
{
    public static void Write(Pen pen, AuditEvent auditEvent, ShownTime time)
    {
        string at = time.Short(auditEvent.Timestamp);
        string id = auditEvent.Id.ToString();
        TableCell action = EventWords.Action(auditEvent);
        pen.WriteSafe(at, Ink.Cyan).Space(2).WriteSafe(id, Ink.Faint);
        int left = pen.Screen.Width - at.Length - id.Length - 2;
        TableCell[] rest = [auditEvent.Context, action, EventWords.Resource(auditEvent), EventWords.Actor(auditEvent), EventWords.Changes(auditEvent, most: 3)];
        foreach (TableCell cell in rest.Where(static cell => cell.Width > 0))
        {
            left -= 2;
            if (left <= 0)
            {
                break;
            }

            pen.Space(2).WriteSafe(CellWidth.Cut(cell.Text, left), cell.Ink);
            left -= cell.Width;
        }

        pen.EndLine();
    }
}
