using AuditGen.Scopes;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>One resource of a running save: its state before is known, its state after follows.</summary>
/// <param name="Entry">The resource's entity.</param>
/// <param name="Saved">What is handed over.</param>
/// <param name="IsDeleted">Whether the save deletes it.</param>
/// <param name="IsRead">Whether its states are read from the database: it was attached by hand.</param>
internal sealed record CapturedResource(EntityEntry Entry, SavedResource Saved, bool IsDeleted, bool IsRead);
