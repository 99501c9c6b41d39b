using System.Diagnostics;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>Runs programs of the operating system.</summary>
internal static class Tool
{
    /// <summary>Whether the test may mount file systems: as root, on Linux.</summary>
    public static bool CanMount => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/dev/loop-control");

    /// <summary>How much longer than usual the crash tests run: the environment variable AUDITGEN_SOAK, by default 1.</summary>
    public static int Soak => int.TryParse(Environment.GetEnvironmentVariable("AUDITGEN_SOAK"), out int factor) && factor > 0 ? factor : 1;

    /// <summary>Whether a program can be found.</summary>
    public static bool Exists(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/sbin").Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    public static void Run(string program, params string[] arguments)
        => TryRun(out string output, program, arguments).ShouldBeTrue($"{program} {string.Join(' ', arguments)}: {output}");

    public static bool TryRun(out string output, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        output += errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Keeps this thread busy for a moment, so that a kill comes at no particular point.</summary>
    public static void Spin(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            Thread.SpinWait(20);
        }
    }
}
