using Spectre.Console;

namespace Erp.Presentation;

/// <summary>Prints one event completely: who, what, when, and every change from before to after.</summary>
internal static class EventTable
{
    public static void Show(IAnsiConsole console, AuditEvent auditEvent)
    {
        console.Write(new Spectre.Console.Rule($"One event: {auditEvent.Action}").LeftJustified());
        Grid head = new Grid().AddColumn().AddColumn();
        Row(head, "what", $"{auditEvent.Action} ({auditEvent.Category}), {auditEvent.Outcome}");
        Row(head, "of", auditEvent.Resource is { } of ? $"{of.Type} {of.Name} ({of.Id}), version {of.Version}" : null);
        Row(head, "by", $"{auditEvent.Actor.Name} ({auditEvent.Actor.Id}; {string.Join(", ", auditEvent.Actor.Roles)})");
        Row(head, "when", auditEvent.Timestamp.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Row(head, "session", auditEvent.Session);
        Row(head, "from", $"{auditEvent.Source?.Ip}, {auditEvent.Source?.UserAgent}");
        Row(head, "why", auditEvent.Reason);
        Row(head, "event", auditEvent.Id.ToString());
        console.Write(head);

        Table changes = new Table().Border(TableBorder.Rounded).AddColumn("path").AddColumn("before").AddColumn("after");
        foreach (AuditChange change in auditEvent.Changes)
        {
            changes.AddRow(
                Markup.Escape(change.Path),
                $"[red]{Markup.Escape(change.Old.ToDisplayText())}[/]",
                $"[green]{Markup.Escape(change.New.ToDisplayText())}[/]");
        }

        console.Write(changes);
    }

    private static void Row(Grid grid, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            grid.AddRow($"[grey]{name}[/]", Markup.Escape(value));
        }
    }
}
