using System.Runtime.InteropServices;

namespace AuditGen.States;

/// <summary>What announces itself at a path before its content does: an object, a collection, or null in place of one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">The position from 0 of an element of an ordered collection that does not stand at the end; otherwise -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditContainer(AuditContainerKind Kind, int Position = -1)
{
    /// <summary>No container.</summary>
    public static AuditContainer Null => new(AuditContainerKind.Null);

    /// <summary>An object or a dictionary: <c>{}</c>.</summary>
    public static AuditContainer Object => new(AuditContainerKind.Object);

    /// <summary>A collection: <c>[]</c>.</summary>
    public static AuditContainer List => new(AuditContainerKind.List);
}
