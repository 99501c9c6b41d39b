namespace AuditGen.Sqlite;

/// <summary>How far the archiving of a month is.</summary>
/// <param name="Segment">The month, as its files are named: <c>2026-08.0</c>.</param>
/// <param name="Done">How many steps are done: each event is built and verified.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct ArchivingProgress(string Segment, long Done, long Total);
