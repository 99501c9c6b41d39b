using System.Text.Json;

namespace Erp.Presentation;

/// <summary>Writes the summary for programs.</summary>
internal static class SummaryFile
{
    public static async Task WriteAsync(string file, DayReport report, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(file);
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("events", report.Trail.Events);
        json.WriteNumber("committed_changes", report.Business.Events);
        WriteCounts(json, "contexts", report.Trail.Contexts);
        WriteCounts(json, "actions", report.Trail.Actions);
        WriteCounts(json, "categories", report.Trail.Categories);
        WriteCounts(json, "outcomes", report.Trail.Outcomes);
        json.WriteNumber("sessions", report.Trail.Sessions);
        json.WriteNumber("resources", report.Trail.Resources);
        json.WriteNumber("commands", report.Business.Commands);
        json.WriteNumber("refused", report.Business.Refused);
        json.WriteNumber("rolled_back", report.Business.RolledBack);
        json.WriteNumber("elapsed_s", Math.Round(report.Elapsed.TotalSeconds, 3));
        json.WriteNumber("events_per_s", Math.Round(report.EventsPerSecond, 1));
        json.WriteNumber("indexed_after_s", Math.Round(report.Indexed.TotalSeconds, 3));
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, SortedDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach ((string key, int count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }
}
