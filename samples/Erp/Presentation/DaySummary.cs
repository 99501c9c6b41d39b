using System.Globalization;
using Erp.Simulation;
using Erp.Stories;
using Spectre.Console;

namespace Erp.Presentation;

/// <summary>Prints what happened.</summary>
internal static class DaySummary
{
    private const int MostActions = 8;

    public static void Show(IAnsiConsole console, DayReport report, SimulationOptions options)
    {
        console.WriteLine();
        console.Write(new Spectre.Console.Rule("A business day").LeftJustified());
        console.Write(Overview(report, options));
        console.Write(new Columns(
            Counts("context", report.Trail.Contexts, int.MaxValue),
            Counts("category", report.Trail.Categories, int.MaxValue),
            Counts($"action ({report.Trail.Actions.Count} in all)", report.Trail.Actions, MostActions)));
        if (options.Stories)
        {
            console.Write(Questions());
        }
    }

    private static Grid Overview(DayReport report, SimulationOptions options)
    {
        Grid grid = new Grid().AddColumn().AddColumn();
        Row(grid, "events", $"{Number(report.Trail.Events)} in {report.Elapsed.TotalSeconds:0.0} s, {Number((int)report.EventsPerSecond)} a second, every one durable");
        Row(grid, "sessions", $"{Number(report.Trail.Sessions)} over {Number(report.Trail.Resources)} business objects");
        Row(grid, "commands", $"{Number(report.Business.Commands)}, of which {Number(report.Business.Refused)} refused and {Number(report.Business.RolledBack)} rolled back");
        Row(grid, "agreement", report.Business.Events == report.Trail.Events
            ? "the trail holds exactly what the business committed"
            : $"the business committed {Number(report.Business.Events)} changes: the trail does not agree");
        Row(grid, "found", $"every event can be searched for {report.Indexed.TotalSeconds:0.0} s later");
        Row(grid, "trail", Path.GetFullPath(options.Store));
        return grid;
    }

    private static Table Questions()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("hidden in the day").AddColumn("what an investigator asks");
        foreach (Story story in StoryList.All)
        {
            table.AddRow(Markup.Escape(story.Title), Markup.Escape(story.Question));
        }

        return table;
    }

    private static Table Counts(string what, SortedDictionary<string, int> counts, int most)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Markup.Escape(what)).AddColumn("events", static column => column.RightAligned());
        foreach ((string name, int count) in counts.OrderByDescending(static pair => pair.Value).Take(most))
        {
            table.AddRow(Markup.Escape(name), Number(count));
        }

        return table;
    }

    private static void Row(Grid grid, string name, string value) => grid.AddRow($"[grey]{name}[/]", Markup.Escape(value));

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
