using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>The state of a resource for people: what is known, and what is not.</summary>
internal static class StateView
{
    public static void Write(Pen pen, AuditState state, ShownTime time)
    {
        pen.Write($"{state.ResourceType}/{state.ResourceId}", Ink.Strong).Write(state.Name is null ? "" : $" {state.Name}")
            .Write(state.Version is null ? "" : $", version {state.Version}").Write($" as of {time.Full(state.At)}").EndLine();
        (string sentence, Ink ink) = state.Knowledge switch
        {
            AuditStateKnowledge.Whole => ("whole: every recorded member is known", Ink.Green),
            AuditStateKnowledge.Partial => ("partial: members that changed are known, every other one is unknown", Ink.Yellow),
            AuditStateKnowledge.Deleted => ("deleted: it did not exist at that time", Ink.Red),
            _ => ("unknown: nothing was recorded of it up to that time; it may or may not have existed", Ink.Yellow),
        };
        pen.Write(sentence, ink).EndLine();
        if (state.Last is { } last)
        {
            pen.Write(string.Create(CultureInfo.InvariantCulture, $"{state.Events} events, the last one {last.Action} by {EventWords.Actor(last)}, {time.Full(last.Timestamp)}, {last.Id}"), Ink.Faint).EndLine();
        }

        WriteValues(pen, state, time);
        foreach (Guid id in state.UnknownChanges)
        {
            pen.Write($"! event {id} changed it and nobody recorded how: what is shown may differ from then on", Ink.Yellow).EndLine();
        }

        foreach (AuditContinuityFault fault in state.Faults)
        {
            pen.Write($"! event {fault.EventId} found {fault.Path} at {Known(fault.Found)}, and the trail says {Known(fault.Expected)}: an edit bypassed the application", Ink.Red).EndLine();
        }
    }

    private static void WriteValues(Pen pen, AuditState state, ShownTime time)
    {
        bool isPartial = state.Knowledge == AuditStateKnowledge.Partial;
        if (state.Values.IsEmpty && !isPartial)
        {
            return;
        }

        var table = new TextTable(
            new TableColumn("PATH", Least: 12, Folds: true), new TableColumn("VALUE", Least: 16, Folds: true), new TableColumn($"SINCE ({time.Name})", Least: 19, LeftOut: 1),
            new TableColumn("EVENT", Least: 36, LeftOut: 2));
        foreach (AuditStateValue value in state.Values)
        {
            table.Add(value.Path, EventWords.Value(value.Value), time.Short(value.Since), new TableCell(value.EventId.ToString(), Ink.Faint));
        }

        if (isPartial)
        {
            table.Add("(every other)", new TableCell("unknown", Ink.Yellow), "", "");
        }

        table.Write(pen);
    }

    private static string Known(AuditValue value) => value.IsMissing ? "nothing" : $"'{EventWords.Value(value)}'";
}
