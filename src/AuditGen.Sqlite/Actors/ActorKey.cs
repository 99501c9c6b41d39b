using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Actors;

/// <summary>Where an actor was seen.</summary>
/// <param name="Id">The actor's id.</param>
/// <param name="Context">The context.</param>
/// <param name="Tenant">The tenant; empty for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ActorKey(string Id, string Context, string Tenant);
