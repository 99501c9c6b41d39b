using System.Text;
using AuditGen.Cli.Rendering;
using Spectre.Console;

namespace AuditGen.Cli;

/// <summary>Where a verb reads from and writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Reasons, warnings and progress.</param>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="Time">The clock, and the zone of local times.</param>
internal sealed record CliHost(TextWriter Out, TextWriter Error, Func<Stream> OpenInput, TimeProvider Time)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The stream below <see cref="Out"/>, where bytes must arrive as they are; without one they go through the writer.</summary>
    public Stream? OutBytes { get; init; }

    /// <summary>What <see cref="Out"/> ends at.</summary>
    public Screen OutScreen { get; init; } = Screen.None;

    /// <summary>What <see cref="Error"/> ends at.</summary>
    public Screen ErrorScreen { get; init; } = Screen.None;

    /// <summary>Reads a variable of the environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Progress on <see cref="Error"/>, so that results can be piped.</summary>
    public IAnsiConsole CreateErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Error),
        Ansi = ErrorScreen.IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = ErrorScreen.HasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = ErrorScreen.IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
    });

    /// <summary>The process's own streams, in UTF-8 without a byte order mark.</summary>
    public static CliHost OfProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            System.Console.OutputEncoding = s_utf8;
        }

        Stream output = System.Console.OpenStandardOutput();
#pragma warning disable CA2000 // the process's own streams live as long as it does
        return new CliHost(
            new StreamWriter(output, s_utf8, 16 * 1024),
            new StreamWriter(System.Console.OpenStandardError(), s_utf8, 1024) { AutoFlush = true },
            System.Console.OpenStandardInput,
            TimeProvider.System)
        {
            OutBytes = output,
            OutScreen = Screen.OfProcess(System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable),
            ErrorScreen = Screen.OfProcess(System.Console.IsErrorRedirected, Environment.GetEnvironmentVariable),
        };
#pragma warning restore CA2000
    }

    /// <summary>
    /// Writes UTF-8 for programs: byte for byte into a file or pipe; on a terminal without a character that it would obey, which
    /// are written as JSON writes them.
    /// </summary>
    public async ValueTask WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!OutScreen.IsTerminal && OutBytes is { } stream)
        {
            await Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        string text = Encoding.UTF8.GetString(bytes.Span);
        await Out.WriteAsync((OutScreen.IsTerminal ? SafeText.OfLines(text) : text).AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the user something beside the results, behind those written so far.</summary>
    public async Task NoteAsync(string sentence)
    {
        await Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await Error.WriteLineAsync(SafeText.Of(sentence)).ConfigureAwait(false);
    }
}
