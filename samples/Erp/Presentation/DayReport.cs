using Erp.Simulation;

namespace Erp.Presentation;

/// <summary>What happened: as the business saw it, and as the trail tells it.</summary>
internal sealed record DayReport(Tally Business, TrailStatistics Trail, TimeSpan Elapsed)
{
    public double EventsPerSecond => Trail.Events / Elapsed.TotalSeconds;
}
