using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Archives;

/// <summary>Where one event of a segment goes in its archive.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct ArchiveEntry(long Key, ulong Cluster, int Length, int Block, int Slot);
