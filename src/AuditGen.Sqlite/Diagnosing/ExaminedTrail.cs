using AuditGen.Diagnosing;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>The trail that is looked at, and what was found so far.</summary>
/// <param name="Journal">The journal's folder.</param>
/// <param name="Store">The store's folder, or <see langword="null"/>.</param>
/// <param name="Options">What is held to be wrong.</param>
/// <param name="Time">The clock.</param>
internal sealed record ExaminedTrail(string Journal, string? Store, TrailDoctorOptions Options, TimeProvider Time)
{
    /// <summary>What was found, in the order it was looked at.</summary>
    public List<AuditFinding> Findings { get; } = [];

    /// <summary>Whether a process that runs owns the journal: what it writes just now is not wrong.</summary>
    public bool IsOwned { get; set; }

    /// <summary>Index of the next event; known once the journal was read.</summary>
    public long Next { get; set; }

    /// <summary>Events in the store's own quarantine.</summary>
    public long Quarantined { get; set; }

    /// <summary>For how long the event at an index of the journal has been there; zero where that cannot be told.</summary>
    public TimeSpan AgeOf(long index)
    {
        using SqliteJournalReader reader = SqliteJournalReader.Open(Journal);
        using JournalPage page = new();
        reader.Read(index, page, maxRecords: 1);
        TimeSpan age = page.Count > 0 && EventKey.TryFrom(page.Records[0].Id, out EventKey key)
            ? Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(EventKey.MillisecondOf(key.Month, key.Key))
            : TimeSpan.Zero;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>A span in the largest unit that it fills twice.</summary>
    public static string Text(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(long)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(long)span.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(long)span.TotalMinutes} minutes",
        _ => $"{Math.Max(0, (long)span.TotalSeconds)} seconds",
    };

    public void Fine(string subject, string finding) => Findings.Add(new AuditFinding(AuditFindingSeverity.Fine, subject, finding));

    public void Notice(string subject, string finding, string? advice = null) => Findings.Add(new AuditFinding(AuditFindingSeverity.Notice, subject, finding, advice));

    public void Warning(string subject, string finding, string advice) => Findings.Add(new AuditFinding(AuditFindingSeverity.Warning, subject, finding, advice));

    public void Error(string subject, string finding, string advice) => Findings.Add(new AuditFinding(AuditFindingSeverity.Error, subject, finding, advice));
}
