namespace AuditGen.EntityFrameworkCore.CrashChild;

/// <summary>One command: what it does is drawn by lot.</summary>
/// <param name="Id">The id of an item that it may add; never used before.</param>
/// <param name="Kind">Whether it adds, changes, does both in a transaction, or rolls that back.</param>
public sealed record ChangeItems(string Id, int Kind);
