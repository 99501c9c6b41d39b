using System.Globalization;
using System.Text;

namespace AuditGen.Testing;

/// <summary>Events as people read them, for messages.</summary>
internal static class TrailText
{
    private const int MostEvents = 20;

    /// <summary>One line an event, one more a change.</summary>
    public static string Describe(IReadOnlyList<AuditEvent> events)
    {
        if (events.Count == 0)
        {
            return "There is no event.";
        }

        var text = new StringBuilder("There is:");
        foreach (AuditEvent each in events.Take(MostEvents))
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- {each.Action} {each.Outcome.ToName()} by '{each.Actor.Id}' on {each.Resource?.Type} '{each.Resource?.Id}'");
            if (each.Reason is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $", reason '{each.Reason}'");
            }

            if (each.ChangesUnknown)
            {
                text.Append(", changes unknown");
            }

            foreach (AuditDatum datum in each.Data)
            {
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"    {datum.Name} = {datum.Value.ToDisplayText()}");
            }

            foreach (AuditChange change in each.Changes)
            {
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"    {change.Op.ToName()} {change.Path}: {change.Old.ToDisplayText()} -> {change.New.ToDisplayText()}");
            }
        }

        if (events.Count > MostEvents)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  and {events.Count - MostEvents} more");
        }

        return text.ToString();
    }
}
