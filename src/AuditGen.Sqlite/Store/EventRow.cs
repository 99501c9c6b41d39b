using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Store;

/// <summary>Where one event is found.</summary>
/// <param name="Key">Its id.</param>
/// <param name="Index">Its journal index.</param>
/// <param name="Block">The block of an archive.</param>
/// <param name="Slot">Its place in the block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventRow(EventKey Key, long Index, int Block, int Slot);
