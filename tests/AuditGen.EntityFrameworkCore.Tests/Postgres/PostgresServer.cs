using System.Diagnostics;
using AuditGen.EntityFrameworkCore.Tests.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace AuditGen.EntityFrameworkCore.Tests.Postgres;

/// <summary>A PostgreSQL of the tests' own, from Debian's package, in a temporary folder and on a socket there; or the reason why there is none.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "auditgen";

    private readonly SemaphoreSlim _once = new(1, 1);
    private string? _folder;
    private string? _missing;
    private bool _isStarted;

    /// <summary>A connection string to a database of that name, which need not exist; skips the test where there is no server.</summary>
    public async Task<string> ConnectAsync(string database)
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_missing is null && !_isStarted)
            {
                _missing = await StartAsync();
                _isStarted = true;
            }
        }
        finally
        {
            _once.Release();
        }

        Assert.SkipWhen(_missing is not null, $"PostgreSQL is not available: {_missing}");
        return $"Host={_folder};Username={User};Database={database};Pooling=true;Maximum Pool Size=20";
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            if (Binaries() is { } binaries)
            {
                await RunAsync(Path.Combine(binaries, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
            }

            Directory.Delete(_folder, recursive: true);
        }

        _once.Dispose();
    }

    private async Task<string?> StartAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "these tests start it on Linux only";
        }

        if (Binaries() is not { } binaries)
        {
            return "install Debian's package postgresql";
        }

        _folder = Directory.CreateTempSubdirectory("auditgen-pg-").FullName;
        if (Environment.UserName == "root" && await RunAsync("chown", "nobody", _folder) is { } refused)
        {
            return refused;
        }

        string data = Path.Combine(_folder, "data");
        return await RunAsync(Path.Combine(binaries, "initdb"), "-D", data, "-A", "trust", "-U", User, "--no-sync", "-E", "UTF8", "--locale=C")
            ?? await RunAsync(
                Path.Combine(binaries, "pg_ctl"), "-D", data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "120",
                "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_prepared_transactions=10", "start");
    }

    private static string? Binaries()
    {
        IEnumerable<string> candidates = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(each => Path.Combine(each, "bin"))
            : [];
        return candidates.FirstOrDefault(each => File.Exists(Path.Combine(each, "initdb")));
    }

    // PostgreSQL refuses to run as root.
    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        bool drops = Environment.UserName == "root" && program != "chown";
        var start = new ProcessStartInfo(drops ? "setpriv" : program) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (string argument in drops ? ["--reuid=nobody", "--clear-groups", program, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
