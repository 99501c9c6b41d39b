using Erp.Simulation;

namespace Erp.Presentation;

/// <summary>What happened: as the business saw it, and as the trail tells it.</summary>
/// <param name="Business">What the business committed.</param>
/// <param name="Trail">What the trail holds.</param>
/// <param name="Elapsed">From the first command to the last durable event.</param>
/// <param name="Indexed">How long after that every event could be found.</param>
internal sealed record DayReport(Tally Business, TrailStatistics Trail, TimeSpan Elapsed, TimeSpan Indexed)
{
    public double EventsPerSecond => Trail.Events / Elapsed.TotalSeconds;
}
