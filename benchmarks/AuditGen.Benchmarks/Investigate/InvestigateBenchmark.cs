using System.Globalization;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>
/// What an investigator waits for: <c>investigate [events] [folder]</c>. Serves a trail of so many events (a million by default) with
/// the real API and page, and measures first pages over HTTP and the page in a browser. A folder that holds such a
/// trail already is used as it is; without one the trail is made and removed.
/// </summary>
internal static class InvestigateBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        int events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        string folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("auditgen-investigate-").FullName;
        try
        {
            await RunAsync(events, folder, rounds: 21, openings: 11).ConfigureAwait(false);
        }
        finally
        {
            if (args.Length < 2)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Asks every question and opens every page so many times.</summary>
    public static async Task RunAsync(int events, string folder, int rounds, int openings)
    {
        Console.WriteLine($"{events:N0} events, {Environment.ProcessorCount} cores, {folder}");
        InvestigatedTrail trail = await InvestigatedTrail.OpenAsync(folder, events).ConfigureAwait(false);
        await using (trail.ConfigureAwait(false))
        {
            using (ApiTimings api = new(trail, rounds))
            {
                await api.RunAsync().ConfigureAwait(false);
            }

            Console.WriteLine();
            await new PageTimings(trail, openings).RunAsync().ConfigureAwait(false);
        }
    }
}
