namespace AuditGen.Cli;

/// <summary>What is known of the place a stream ends at.</summary>
/// <param name="IsTerminal">Whether a person looks at it, through a terminal that obeys control characters.</param>
/// <param name="Width">Its columns.</param>
/// <param name="HasColour">Whether colours are wanted there.</param>
internal sealed record Screen(bool IsTerminal, int Width, bool HasColour)
{
    private const int UsualWidth = 80;

    /// <summary>A file, a pipe, a test: as wide as needed, and without colour.</summary>
    public static Screen None { get; } = new(IsTerminal: false, int.MaxValue, HasColour: false);

    /// <summary>What one of the process's own streams ends at. NO_COLOR (no-color.org) and TERM=dumb are respected.</summary>
    /// <param name="isRedirected">Whether it ends at something other than a terminal.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static Screen OfProcess(bool isRedirected, Func<string, string?> variable)
    {
        if (isRedirected)
        {
            return None;
        }

        bool colour = string.IsNullOrEmpty(variable("NO_COLOR")) && !string.Equals(variable("TERM"), "dumb", StringComparison.Ordinal);
        return new Screen(IsTerminal: true, WidthOfProcess(), colour);
    }

    private static int WidthOfProcess()
    {
        try
        {
            return System.Console.WindowWidth is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
