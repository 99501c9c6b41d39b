using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Handlers;

/// <summary>A method of a handler class that handles one kind of command.</summary>
/// <param name="Method">The method; declared by the class or inherited by it.</param>
/// <param name="Service">The interface it implements, through which a decorator can wrap it; null where there is none.</param>
internal sealed record HandlerMethod(IMethodSymbol Method, INamedTypeSymbol? Service)
{
    /// <summary>The type of the command: the first parameter.</summary>
    public ITypeSymbol? Command => Method.Parameters.FirstOrDefault()?.Type;
}
