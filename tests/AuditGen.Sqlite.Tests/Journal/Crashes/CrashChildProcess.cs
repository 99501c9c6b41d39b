using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>A running child and what it has told so far.</summary>
internal sealed class CrashChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private CrashChildProcess(Process process) => _process = process;

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>The lines told and read so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    private static string Assembly { get; } = typeof(CrashChildProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static a => a.Key == "CrashChild").Value!;

    public static CrashChildProcess Start(string phase, string folder, int seed, params object[] more) => Start(["dotnet"], phase, folder, seed, more);

    /// <summary>Starts the child under another program, such as strace with its arguments; the last of them starts .NET.</summary>
    public static CrashChildProcess Start(string[] launcher, string phase, string folder, int seed, params object[] more)
    {
        string[] arguments =
        [
            .. launcher[1..], Assembly, phase, folder, seed.ToString(CultureInfo.InvariantCulture),
            .. more.Select(static m => Convert.ToString(m, CultureInfo.InvariantCulture)!),
        ];
        var start = new ProcessStartInfo(launcher[0], arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new CrashChildProcess(Process.Start(start)!);
    }

    /// <summary>Reads until the child has told that many lines.</summary>
    public void ReadLines(int count)
    {
        while (_lines.Count < count)
        {
            string? line = _process.StandardOutput.ReadLine();
            _lines.Add(line ?? throw new InvalidOperationException($"The child ended with code {ExitCode()} after {_lines.Count} lines."));
        }
    }

    /// <summary>Kills the child (SIGKILL) and reads what it had told before.</summary>
    public void Kill()
    {
        _process.Kill();
        ReadRest();
    }

    /// <summary>Asks the child to end in order, and reads what it tells until then.</summary>
    public void End()
    {
        _process.StandardInput.Close();
        ReadRest();
        ExitCode().ShouldBe(0);
    }

    /// <summary>Stops every thread of the child (SIGSTOP) and returns when no system call of it is under way.</summary>
    public void Freeze()
    {
        Tool.Run("kill", "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));
        string tasks = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task");
        while (Directory.GetDirectories(tasks).Any(static task => StateOf(task) != 'T'))
        {
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static char StateOf(string task)
    {
        string stat = File.ReadAllText(Path.Combine(task, "stat"));
        return stat[stat.LastIndexOf(')') + 2];
    }

    private void ReadRest()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            _lines.Add(line);
        }

        _process.WaitForExit();
    }

    private int ExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }
}
