using AuditGen.Ledger;
using Spectre.Console;

namespace AuditGen.Cli.Verbs;

/// <summary>A progress bar on the error stream, where it is a terminal.</summary>
internal static class VerifyProgress
{
    /// <summary>Runs the work under a bar.</summary>
    public static Task<T> RunAsync<T>(CliHost host, Func<IProgress<LedgerProgress>?, Task<T>> work)
    {
        return host.ErrorScreen.IsTerminal
            ? host.CreateErrorConsole().Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .AutoClear(true)
                .StartAsync(context => work(new Bars(context)))
            : work(null);
    }

    private sealed class Bars(ProgressContext context) : IProgress<LedgerProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(LedgerProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.Step, out ProgressTask? task))
                {
                    _tasks[value.Step] = task = context.AddTask(value.Step);
                }

                task.MaxValue = Math.Max(value.Total, 1);
                task.Value = value.Done;
            }
        }
    }
}
