using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>One body that runs.</summary>
/// <param name="Graph">Its control flow.</param>
/// <param name="Method">The method, local function or lambda.</param>
/// <param name="ThisType">The type of the running instance, against which virtual calls are resolved.</param>
/// <param name="InCatch">Whether the call that led here stands in a catch block.</param>
/// <param name="Depth">How many bodies are around it.</param>
internal sealed record Frame(ControlFlowGraph Graph, IMethodSymbol Method, INamedTypeSymbol? ThisType, bool InCatch, int Depth);
