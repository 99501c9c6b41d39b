using System.ComponentModel.DataAnnotations;

namespace AuditGen.Sqlite;

/// <summary>Settings of a journal on SQLite.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The smallest bound of a segment.</summary>
    public const long MinSegmentBytes = 64 * 1024;

    /// <summary>The folder of the journal; created where it does not exist. One process at a time owns it.</summary>
    [Required]
    public required string Folder { get; init; }

    /// <summary>
    /// A segment that has reached this many bytes of events is closed and a new one begun; 64 KiB to 16 GiB.
    /// The last transaction may go beyond it.
    /// </summary>
    public long MaxSegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>A segment that has reached this many events is closed and a new one begun; at least 1.</summary>
    public int MaxSegmentEvents { get; init; } = 131_072;

    /// <summary>
    /// The bound of the whole journal in bytes, at least two segments: beyond it operations are refused or wait before they run,
    /// as their context says. Events of operations that ran are always taken.
    /// </summary>
    public long MaxBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>
    /// Whether a segment leaves the journal once every consumer has acknowledged it, a checkpoint covers it and one of the
    /// consumers is a store of record.
    /// </summary>
    public bool ReleaseStoredSegments { get; init; } = true;

    /// <summary>
    /// The name of the log, the origin of its checkpoints: printable ASCII without spaces or <c>+</c>. Only used when the
    /// journal is created; by default a unique one is made.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>Whether it is meant that the journal lies on a disk that goes with the machine or the pod, and health need not warn.</summary>
    public bool AcceptEphemeralDisk { get; init; }

    /// <summary>The time for the records of who owns the folder since when.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Only for the test that proves that the power-loss test can fail, and for failure injection.</summary>
    internal SqliteJournalInternals Internals { get; init; } = new();

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range: says which, and what to write instead.</exception>
    public void Validate()
    {
        Require(nameof(Folder), !string.IsNullOrWhiteSpace(Folder), "is empty: name a folder that only the journal uses, such as \"data/journal\".");
        Require(
            nameof(MaxSegmentBytes),
            MaxSegmentBytes is >= MinSegmentBytes and <= 16L * 1024 * 1024 * 1024,
            $"is {MaxSegmentBytes}: write a value from 65536 (64 KiB) to 17179869184 (16 GiB).");
        Require(nameof(MaxSegmentEvents), MaxSegmentEvents >= 1, $"is {MaxSegmentEvents}: write at least 1.");
        Require(
            nameof(MaxBytes),
            MaxBytes >= 2 * MaxSegmentBytes,
            $"is {MaxBytes}: write at least two segments, {2 * MaxSegmentBytes}, or make MaxSegmentBytes smaller.");
        Require(
            nameof(Origin),
            Origin is null || (Origin.Length > 0 && Origin.All(static c => c is > ' ' and < '\x7f' and not '+')),
            $"is '{Origin}': write printable ASCII without spaces or '+', such as \"erp.example.com/audit\".");
    }

    private static void Require(string setting, bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException($"The journal's setting {setting} {message}", setting);
        }
    }
}
