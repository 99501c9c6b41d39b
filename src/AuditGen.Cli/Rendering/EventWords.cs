using System.Globalization;

namespace AuditGen.Cli.Rendering;

/// <summary>The parts of an event as people read them.</summary>
internal static class EventWords
{
    /// <summary>Who did it, by the name of the time, and for whom.</summary>
    public static string Actor(AuditEvent auditEvent) => auditEvent.Actor.OnBehalfOf is { } other
        ? $"{auditEvent.Actor.Name ?? auditEvent.Actor.Id} for {other.Name ?? other.Id}"
        : auditEvent.Actor.Name ?? auditEvent.Actor.Id;

    /// <summary>Type, and name or id.</summary>
    public static string Resource(AuditEvent auditEvent) => auditEvent.Resource switch
    {
        null => "",
        { Name: null, Id: null } resource => resource.Type,
        { Name: null } resource => $"{resource.Type}/{resource.Id}",
        var resource => $"{resource.Type} {resource.Name}",
    };

    /// <summary>The action, with the outcome where it was no success.</summary>
    public static TableCell Action(AuditEvent auditEvent) => auditEvent.Outcome == AuditOutcome.Success
        ? new TableCell(auditEvent.Action)
        : new TableCell($"{auditEvent.Action} ({auditEvent.Outcome.ToName()})", Ink(auditEvent.Outcome));

    /// <summary>The colour of an outcome.</summary>
    public static Ink Ink(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Success => Rendering.Ink.Green,
        AuditOutcome.Unknown => Rendering.Ink.Yellow,
        _ => Rendering.Ink.Red,
    };

    /// <summary>The first changes in one line.</summary>
    public static string Changes(AuditEvent auditEvent, int most)
    {
        if (auditEvent.ChangesUnknown)
        {
            return "changes unknown";
        }

        string first = string.Join("; ", auditEvent.Changes.Take(most).Select(Change));
        int more = auditEvent.Changes.Length - most;
        return more <= 0 ? first : string.Create(CultureInfo.InvariantCulture, $"{first}; and {more} more");
    }

    /// <summary>One change in one line.</summary>
    public static string Change(AuditChange change) => change.Op switch
    {
        AuditChangeOp.Add => $"+ {change.Path} {Value(change.New)}",
        AuditChangeOp.Remove => $"- {change.Path} {Value(change.Old)}",
        AuditChangeOp.Move => $"{change.Path} moved {Value(change.Old)} → {Value(change.New)}",
        _ => $"{change.Path} {Value(change.Old)} → {Value(change.New)}",
    };

    /// <summary>A value: null and the empty text can be told from each other and from nothing.</summary>
    public static string Value(AuditValue value) => value.Kind switch
    {
        AuditValueKind.Null => "(null)",
        AuditValueKind.String when value.Json.Length == 2 => "\"\"",
        _ => value.ToDisplayText(),
    };
}
