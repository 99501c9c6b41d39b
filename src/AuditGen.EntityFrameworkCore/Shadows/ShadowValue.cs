namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>The value that a shadow property has in one state.</summary>
/// <param name="Holder">The path of the object that it belongs to, as it stands in events; empty for the resource itself.</param>
/// <param name="Property">The property.</param>
/// <param name="Value">What is recorded of the value.</param>
internal readonly record struct ShadowValue(string Holder, ShadowProperty Property, object? Value);
