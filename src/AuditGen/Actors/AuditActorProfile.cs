namespace AuditGen.Actors;

/// <summary>An actor as the events that the reader may see tell it. Name, e-mail address and kind are those of the newest one.</summary>
/// <param name="Id">The subject's stable identifier; of more than 1,024 characters the first 1,024.</param>
/// <param name="Kind"><c>user</c>, <c>service</c>, <c>system</c>, <c>anonymous</c> or the application's own word.</param>
/// <param name="FirstSeen">The millisecond of the oldest event.</param>
/// <param name="LastSeen">The millisecond of the newest event.</param>
public sealed record AuditActorProfile(string Id, string Kind, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Whether every word is the beginning of a word of id, name or e-mail address.</summary>
    internal bool Matches(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return true;
        }

        List<string> own = [];
        foreach (string? text in (ReadOnlySpan<string?>)[Id, Name, Email])
        {
            Reading.AuditWords.AddTo(text, own);
        }

        return words.All(word => own.Exists(one => one.StartsWith(word, StringComparison.Ordinal)));
    }

    /// <summary>The order of answers.</summary>
    internal static int Compare(AuditActorProfile left, AuditActorProfile right)
    {
        int byTime = right.LastSeen.CompareTo(left.LastSeen);
        return byTime != 0 ? byTime : string.CompareOrdinal(left.Id, right.Id);
    }
}
