using Spectre.Console;

namespace AuditGen.Cli;

/// <summary>Where a verb reads from and writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Reasons, warnings and progress.</param>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliHost(TextWriter Out, TextWriter Error, Func<Stream> OpenInput, TimeProvider Time)
{
    /// <summary>Tables and colours on <see cref="Out"/>; plain text where it is not a terminal.</summary>
    public IAnsiConsole Console { get; } = For(Out);

    /// <summary>Progress on <see cref="Error"/>, so that results can be piped.</summary>
    public IAnsiConsole ErrorConsole { get; } = For(Error);

    /// <summary>The process's own streams.</summary>
    public static CliHost OfProcess() => new(System.Console.Out, System.Console.Error, System.Console.OpenStandardInput, TimeProvider.System);

    private static IAnsiConsole For(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
