namespace AuditGen.Reading;

/// <summary>Which page of an answer is wanted.</summary>
public sealed record AuditPaging
{
    /// <summary>The most events a page can hold.</summary>
    public const int MaxSize = 1_000;

    /// <summary>The first page of 50, newest first.</summary>
    public static AuditPaging First { get; } = new();

    /// <summary>The order.</summary>
    public AuditOrder Order { get; init; }

    /// <summary>At most this many events: 1 to <see cref="MaxSize"/>.</summary>
    public int Size
    {
        get;
        init => field = value is >= 1 and <= MaxSize
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A page holds 1 to 1000 events.");
    } = 50;

    /// <summary>Where the page before ended, from <see cref="AuditPage.Next"/>; <see langword="null"/> for the first page.</summary>
    public AuditCursor? After { get; init; }
}
