using System.Collections.Immutable;
using AuditGen.Reading;

namespace AuditGen.Actors;

/// <summary>Which actors to find.</summary>
public sealed record AuditActorQuery
{
    /// <summary>The most actors an answer can hold.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>What the reader may see: an actor without a visible event does not exist for them.</summary>
    public required AuditAccess Access { get; init; }

    /// <summary>
    /// Words that must all occur, each as the beginning of a word of the id, the name or the e-mail address;
    /// <see langword="null"/> for all actors.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Only these ids; empty for all.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>At most this many: 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MaxLimit
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "1 to 1000 actors an answer.");
    } = 20;

    /// <summary>The words of <see cref="Text"/>.</summary>
    internal IReadOnlyList<string> Words => Text is null ? [] : AuditWords.Of(Text);
}
