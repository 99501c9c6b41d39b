namespace AuditGen;

/// <summary>One recorded change of one event.</summary>
/// <param name="Path">A JSON Pointer (RFC 6901) over stored names and keys, such as <c>/lines/10/quantity</c>.</param>
/// <param name="Op">What happened there.</param>
/// <param name="Old">The value before; <see cref="AuditValue.IsMissing"/> for an addition.</param>
/// <param name="New">The value after; <see cref="AuditValue.IsMissing"/> for a removal.</param>
public readonly record struct AuditChange(string Path, AuditChangeOp Op, AuditValue Old, AuditValue New);
