using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>One event with everything that it says, before and after side by side.</summary>
internal static class EventView
{
    private const int Labels = 12;

    public static void Write(Pen pen, AuditRecord record, ShownTime time)
    {
        AuditEvent e = record.Event;
        pen.Write(e.Action, Ink.Strong).Write("  ").Write(e.Outcome.ToName(), EventWords.Ink(e.Outcome)).EndLine();
        Line(pen, "id", e.Id.ToString());
        Line(pen, "time", time.Full(e.Timestamp));
        Line(pen, "context", e.Context);
        Line(pen, "category", e.Category.ToName());
        Line(pen, "resource", Resource(e.Resource));
        Line(pen, "actor", Actor(e.Actor));
        Line(pen, "for", e.Actor.OnBehalfOf is { } other ? Named(other.Name, other.Id) : null);
        Line(pen, "reason", e.Reason);
        Line(pen, "session", e.Session);
        Line(pen, "operation", e.Operation.ToString());
        Line(pen, "correlation", e.Correlation);
        Line(pen, "causation", e.Causation);
        Line(pen, "trace", e.Trace);
        Line(pen, "tenant", e.Tenant);
        Line(pen, "source", Source(e.Source));
        foreach (AuditDatum datum in e.Data)
        {
            Line(pen, datum.Name, EventWords.Value(datum.Value));
        }

        Line(pen, "journal", string.Create(CultureInfo.InvariantCulture, $"index {record.Index}, leaf {record.Leaf.ToBase64()}"));
        WriteChanges(pen, e);
    }

    private static void WriteChanges(Pen pen, AuditEvent e)
    {
        if (e.ChangesUnknown)
        {
            pen.Write("changes unknown: something may have changed, and nobody recorded what", Ink.Yellow).EndLine();
            return;
        }

        if (e.Changes.IsEmpty)
        {
            pen.Write("no changes", Ink.Faint).EndLine();
            return;
        }

        var table = new TextTable(
            new TableColumn("", Least: 1), new TableColumn("PATH", Least: 16, Folds: true), new TableColumn("BEFORE", Least: 12, Folds: true), new TableColumn("AFTER", Least: 12, Folds: true));
        foreach (AuditChange change in e.Changes)
        {
            (string sign, Ink ink) = change.Op switch
            {
                AuditChangeOp.Add => ("+", Ink.Green),
                AuditChangeOp.Remove => ("-", Ink.Red),
                AuditChangeOp.Move => (">", Ink.Cyan),
                _ => ("~", Ink.Yellow),
            };
            table.Add(new TableCell(sign, ink), change.Path, new TableCell(EventWords.Value(change.Old), Ink.Red), new TableCell(EventWords.Value(change.New), Ink.Green));
        }

        table.Write(pen);
    }

    private static void Line(Pen pen, string label, string? text)
    {
        if (text is not null)
        {
            string safe = SafeText.Of(label);
            pen.WriteSafe(safe, Ink.Faint).Space(Math.Max(1, Labels - CellWidth.Of(safe))).Write(text).EndLine();
        }
    }

    private static string? Resource(AuditResource? resource) => resource is null ? null
        : (resource.Name is null ? "" : resource.Name + ", ") + (resource.Id is null ? resource.Type : $"{resource.Type}/{resource.Id}")
            + (resource.Version is null ? "" : ", version " + resource.Version);

    private static string Actor(AuditActor actor)
    {
        string email = actor.Email is null ? "" : $" <{actor.Email}>";
        string roles = actor.Roles.IsEmpty ? "" : "; " + string.Join(", ", actor.Roles);
        return Named(actor.Name, actor.Id) + email + $" [{actor.Kind}{roles}]";
    }

    private static string Named(string? name, string id) => name is null ? id : $"{name} ({id})";

    private static string? Source(AuditSource? source) => source is null ? null
        : string.Join(", ", new[]
        {
            source.Service is null ? null : $"{source.Service} {source.Version}".TrimEnd(),
            source.Host is null ? null : "on " + source.Host,
            source.Ip is null ? null : "from " + source.Ip,
            source.UserAgent,
        }.Where(static part => part is not null));
}
