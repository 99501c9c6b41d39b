using Erp.Serving;
using Spectre.Console;

namespace Erp.Composition;

/// <summary>The program: simulate a day, say what happened, let investigators ask.</summary>
internal static class ErpProgram
{
    private const int Ok = 0;
    private const int Misused = 2;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--help" or "-h" or "help", ..])
        {
            Console.WriteLine(CommandLine.Usage);
            return Ok;
        }

        if (!CommandLine.TryParse(args, out ErpCommand? command, out string? problem))
        {
            await Console.Error.WriteLineAsync(problem);
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return Misused;
        }

        if (Console.IsOutputRedirected)
        {
            // Into a file or a pipe goes text, without the colours of a terminal.
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        try
        {
            if (command.Simulates)
            {
                await DayRun.RunAsync(command.Day, interrupted.Token);
            }

            if (command.Serves)
            {
                await AuditServer.RunAsync(command, interrupted.Token);
            }

            return Ok;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
