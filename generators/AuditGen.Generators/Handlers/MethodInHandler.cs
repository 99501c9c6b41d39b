using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>An audited method while it is parsed: holds symbols, so it never leaves the parser.</summary>
internal sealed class MethodInHandler(IMethodSymbol method, List<AttributeData> audited)
{
    public IMethodSymbol Method { get; } = method;

    public List<AttributeData> Audited { get; } = audited;
}
