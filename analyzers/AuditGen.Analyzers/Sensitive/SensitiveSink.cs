using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>A place where a value leaves for eyes that must not see it.</summary>
/// <param name="Rule">The rule that a sensitive value breaks there.</param>
/// <param name="Value">What flows in.</param>
/// <param name="Into">What it flows into, for the report.</param>
/// <param name="IsText">Whether an object that flows in is written out with its members.</param>
internal sealed record SensitiveSink(DiagnosticDescriptor Rule, IOperation Value, string Into, bool IsText);
