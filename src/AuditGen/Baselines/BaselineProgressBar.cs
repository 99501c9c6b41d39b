using System.Globalization;

namespace AuditGen.Baselines;

/// <summary>Shows the progress of a baseline as a bar on one line of a console, or as a line a tenth where the output is a file.</summary>
/// <param name="output">Where to write; usually <see cref="Console.Error"/>.</param>
/// <param name="isTerminal">Whether a line can be written over; <see langword="false"/> where output is redirected.</param>
public sealed class BaselineProgressBar(TextWriter output, bool isTerminal) : IProgress<BaselineProgress>
{
    private const int Width = 30;

    private readonly Lock _lock = new();
    private int _tenth = -1;

    /// <summary>A bar on the standard error stream.</summary>
    public BaselineProgressBar()
        : this(Console.Error, !Console.IsErrorRedirected)
    {
    }

    /// <inheritdoc/>
    public void Report(BaselineProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            int tenth = (int)((value.Fraction ?? 0) * 10);
            if (isTerminal)
            {
                output.Write('\r' + Line(value));
            }
            else if (tenth != _tenth)
            {
                output.WriteLine(Line(value));
            }

            if (isTerminal && value.Fraction is 1 && tenth != _tenth)
            {
                output.WriteLine();
            }

            _tenth = tenth;
        }
    }

    private static string Line(BaselineProgress value)
    {
        long done = value.Written + value.Skipped;
        if (value.Fraction is not { } fraction)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{value.ResourceType}: {done:N0} records");
        }

        int filled = (int)(fraction * Width);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{value.ResourceType} [{new string('#', filled)}{new string('.', Width - filled)}] {fraction * 100,3:F0} % {done:N0} of {value.Total:N0}");
    }
}
