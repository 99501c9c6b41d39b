using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Model;

/// <summary>What a recorded member holds: one value, elements, or something that cannot be recorded.</summary>
/// <param name="Element">The type of the value, of the elements, or of the values of a dictionary.</param>
/// <param name="IsCollection">Whether the member holds many, without keys of its own.</param>
/// <param name="IsDictionary">Whether the member holds many by key.</param>
/// <param name="Problem">Why it cannot be recorded, or null.</param>
/// <param name="Advice">What to write instead, where there is a problem.</param>
internal sealed record MemberShape(ITypeSymbol Element, bool IsCollection, bool IsDictionary, string? Problem, string? Advice);
