using Spectre.Console;

namespace AuditGen.Cli;

/// <summary>A bar for each step of something long, on the error stream, where that is a terminal.</summary>
internal static class ProgressBars
{
    /// <summary>Runs the work under its bars.</summary>
    /// <param name="host">Where the bars are shown.</param>
    /// <param name="read">Takes the step, how much of it is done and how much there is from what the work reports.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunAsync<TProgress, T>(CliHost host, Func<TProgress, (string Step, long Done, long Total)> read, Func<IProgress<TProgress>?, Task<T>> work)
    {
        return host.ErrorScreen.IsTerminal
            ? host.CreateErrorConsole().Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .AutoClear(true)
                .StartAsync(context => work(new Bars<TProgress>(context, read)))
            : work(null);
    }

    private sealed class Bars<TProgress>(ProgressContext context, Func<TProgress, (string Step, long Done, long Total)> read) : IProgress<TProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(TProgress value)
        {
            (string step, long done, long total) = read(value);
            lock (_lock)
            {
                if (!_tasks.TryGetValue(step, out ProgressTask? task))
                {
                    _tasks[step] = task = context.AddTask(step);
                }

                task.MaxValue = Math.Max(total, 1);
                task.Value = done;
            }
        }
    }
}
