using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>Events, one line each; on a narrow screen the ids stand below.</summary>
internal static class EventTable
{
    private const int WideEnoughForIds = 120;

    public static void Write(Pen pen, IEnumerable<AuditRecord> records, ShownTime time)
    {
        bool ids = pen.Screen.Width >= WideEnoughForIds;
        TableColumn[] columns =
        [
            new(time.Heading, Least: 19), new("CONTEXT", LeftOut: 1), new("ACTION", Least: 12), new("RESOURCE", Least: 12), new("ACTOR"),
            new("CHANGES", Least: 16, LeftOut: 2),
        ];
        var table = new TextTable(ids ? [.. columns, new TableColumn("ID", Least: 36)] : columns);
        foreach (AuditEvent e in records.Select(static record => record.Event))
        {
            string id = e.Id.ToString();
            TableCell[] cells = [time.Short(e.Timestamp), e.Context, EventWords.Action(e), EventWords.Resource(e), EventWords.Actor(e), EventWords.Changes(e, most: 3)];
            table.Add(ids ? [.. cells, new TableCell(id, Ink.Faint)] : cells);
            if (!ids)
            {
                table.AddBelow(id);
            }
        }

        table.Write(pen);
    }
}
