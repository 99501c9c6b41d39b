namespace Erp.Simulation;

/// <summary>
/// The clock of the simulated day: it moves from eight in the morning to six in the evening while the day's commands run,
/// so that the trail of a run of seconds looks like the trail of a day. Timers run in real time.
/// </summary>
internal sealed class DayClock : TimeProvider
{
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(10);

    private readonly DateTimeOffset _start;
    private readonly long _ticksACommand;
    private long _elapsed;

    /// <param name="day">The day.</param>
    /// <param name="commands">How many commands it will see, roughly.</param>
    public DayClock(DateOnly day, int commands)
    {
        _start = new DateTimeOffset(day, new TimeOnly(8, 0), TimeSpan.Zero);
        _ticksACommand = Math.Max(1, WorkingDay.Ticks / commands);
    }

    /// <summary>How much of the day is over, from 0 to 1 and, on a long day, beyond.</summary>
    public double Progress => (double)Interlocked.Read(ref _elapsed) / WorkingDay.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Interlocked.Read(ref _elapsed));

    /// <summary>A command begins.</summary>
    public void Tick() => Interlocked.Add(ref _elapsed, _ticksACommand);
}
