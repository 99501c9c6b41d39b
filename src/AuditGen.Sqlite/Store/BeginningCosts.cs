namespace AuditGen.Sqlite.Store;

/// <summary>
/// What finding words by their beginning costs, as ratios that hardly depend on the machine. There are three ways: to look at
/// the events that everything else leaves, to walk through the events of each such word, and to have FTS5 collect the events of all
/// such words first, however few of them are needed. The way only decides how long an answer takes, never
/// which it is. docs/performance/store.md has the figures behind these.
/// </summary>
internal sealed record BeginningCosts
{
    /// <summary>So many events are looked at in vain before the index is asked.</summary>
    public int FirstMisses { get; init; } = 64;

    /// <summary>So many more for each event that matched: as long as one in so many matches, looking is the best way.</summary>
    public int MissesPerMatch { get; init; } = 16;

    /// <summary>An archived event counts as so many: a block of others has to be decompressed with it.</summary>
    public int Archived { get; init; } = 4;

    /// <summary>The events of so many pages of the index are collected before words could be told apart.</summary>
    public int FewPages { get; init; } = 2;

    /// <summary>So many words are walked through one by one.</summary>
    public int FewWords { get; init; } = 32;

    /// <summary>So many events are looked at while one page of the index is collected.</summary>
    public int LooksPerPage { get; init; } = 40;
}
