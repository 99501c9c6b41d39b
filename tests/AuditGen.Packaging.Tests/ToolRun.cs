using System.Diagnostics;
using System.Text;

namespace AuditGen.Packaging.Tests;

/// <summary>Runs a program and keeps what it printed.</summary>
public sealed record ToolRun(int ExitCode, string Output)
{
    public static Task<ToolRun> StartAsync(
        string program,
        string directory,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken,
        params string[] arguments) =>
        RunAsync(StartOf(program, directory, environment, arguments), enough: null, cancellationToken);

    /// <summary>
    /// Runs <c>dotnet</c> on projects of this repository, one such run at a time over all test processes: a restore of one writes
    /// the files that a packing of another reads.
    /// </summary>
    public static async Task<ToolRun> OnProjectsAsync(string root, CancellationToken cancellationToken, params string[] arguments)
    {
        await using FileStream turn = await TakeTurnAsync(Path.Combine(root, "tests", "obj"), cancellationToken);
        return await StartAsync("dotnet", root, new Dictionary<string, string>(), cancellationToken, arguments);
    }

    /// <summary>Runs a program that does not end by itself, until it has printed the line that is waited for.</summary>
    public static Task<ToolRun> UntilAsync(
        string program,
        string directory,
        Predicate<string> enough,
        CancellationToken cancellationToken,
        params string[] arguments) =>
        RunAsync(StartOf(program, directory, new Dictionary<string, string>(), arguments), enough, cancellationToken);

    public ToolRun ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        return this;
    }

    private static async Task<FileStream> TakeTurnAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "turn.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private static ProcessStartInfo StartOf(string program, string directory, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        // What the test host was started with must not leak into the build of the consumer.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal) || name.StartsWith("VSTEST", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static async Task<ToolRun> RunAsync(ProcessStartInfo start, Predicate<string>? enough, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }

            if (line.Data is { } text && enough?.Invoke(text) == true)
            {
                reached.TrySetResult();
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Task.WhenAny(process.WaitForExitAsync(cancellationToken), reached.Task);
            if (!process.HasExited)
            {
                cancellationToken.ThrowIfCancellationRequested();
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output)
        {
            return new ToolRun(process.ExitCode, output.ToString());
        }
    }
}
