using AuditGen.Cli;

namespace AuditGen.Ledger.Tests.Cli;

/// <summary>Runs the command line inside the test's process.</summary>
internal sealed record CommandLine(int ExitCode, string Out, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost(output, error, static () => new MemoryStream(), TimeProvider.System);
        int code = await AuditGenCommandLine.RunAsync(arguments, host, TestContext.Current.CancellationToken);
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}
