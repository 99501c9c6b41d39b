using Erp.Simulation;
using Spectre.Console;

namespace Erp.Presentation;

/// <summary>Shows how far the day has come, where somebody watches.</summary>
internal static class DayProgress
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    public static Task ShowAsync(DayClock clock, Task day)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            return day;
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask bar = progress.AddTask("A business day");
                while (await Task.WhenAny(day, Task.Delay(Refresh)) != day)
                {
                    bar.Value = Math.Min(99, clock.Progress * bar.MaxValue);
                    bar.Description = $"A business day, {clock.GetUtcNow():HH:mm}";
                }

                bar.Value = bar.MaxValue;
                await day;
            });
    }
}
