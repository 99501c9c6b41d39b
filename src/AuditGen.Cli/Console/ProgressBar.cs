using Spectre.Console;

namespace AuditGen.Cli;

/// <summary>A bar on the error stream while something long runs, where that is a terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work under a bar.</summary>
    /// <param name="host">Where the bar is shown.</param>
    /// <param name="name">What is done.</param>
    /// <param name="total">Counts what there is to do; only asked where the bar is shown.</param>
    /// <param name="work">The work; it reports how much is done.</param>
    public static async Task<T> RunAsync<T>(CliHost host, string name, Func<Task<long>> total, Func<IProgress<long>?, Task<T>> work)
    {
        if (!host.ErrorScreen.IsTerminal)
        {
            return await work(null).ConfigureAwait(false);
        }

        long expected = await total().ConfigureAwait(false);
        return await host.CreateErrorConsole().Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(true)
            .StartAsync(context => work(new Bar(context.AddTask(name, maxValue: Math.Max(1, expected))))).ConfigureAwait(false);
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
