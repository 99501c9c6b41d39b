namespace AuditGen.Consuming;

/// <summary>How consumers are driven.</summary>
public sealed class ConsumerOptions
{
    /// <summary>The most events of one page: 1 to 65,536. A consumer that is behind gets full pages.</summary>
    public int PageEvents { get; set; } = 8_192;

    /// <summary>The most bytes of one page: 64 KiB to 64 MiB. One event may go beyond it.</summary>
    public int PageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How long events are collected for a page after a consumer had come to the journal's end: up to 10 s.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The pause after the first failure: 1 ms to 1 min. It doubles with each further one, with jitter.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause after a failure; at least <see cref="FirstPause"/>.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long shutdown lets consumers drain the journal; what is left stays in the journal.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks the settings.</summary>
    /// <returns>What is wrong and what to write instead, or <see langword="null"/>.</returns>
    internal string? Check() =>
        PageEvents is < 1 or > 65_536 ? $"ConsumerOptions.PageEvents is {PageEvents}: write 1 to 65536."
        : PageBytes is < 64 * 1024 or > 64 * 1024 * 1024 ? $"ConsumerOptions.PageBytes is {PageBytes}: write 65536 to 67108864."
        : Linger < TimeSpan.Zero || Linger > TimeSpan.FromSeconds(10) ? $"ConsumerOptions.Linger is {Linger}: write 0 to 10 s."
        : FirstPause < TimeSpan.FromMilliseconds(1) || FirstPause > TimeSpan.FromMinutes(1) ? $"ConsumerOptions.FirstPause is {FirstPause}: write 1 ms to 1 min."
        : LongestPause < FirstPause ? $"ConsumerOptions.LongestPause is {LongestPause}: write at least FirstPause ({FirstPause})."
        : Drain < TimeSpan.Zero ? $"ConsumerOptions.Drain is {Drain}: write 0 or more."
        : null;
}
