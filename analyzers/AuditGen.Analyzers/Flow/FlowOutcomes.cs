using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>What an expression yields on one path.</summary>
internal readonly record struct Outcome(FlowValue Value, World World);

/// <summary>What the arguments of a call yield on one path, in the order of their evaluation.</summary>
internal readonly record struct ArgumentOutcome(FlowValue Receiver, FlowValue[] Arguments, World World);

/// <summary>One way in which a body returns.</summary>
internal sealed record BodyExit(World World, FlowValue Value, BasicBlock Block, bool ByCondition);

/// <summary>One way in which a body throws; the type is null where it can be any.</summary>
internal sealed record BodyThrow(World World, ITypeSymbol? Type);

/// <summary>All ways out of a body.</summary>
internal sealed class BodyResult
{
    public HashSet<BodyExit> Exits { get; } = [];

    public HashSet<BodyThrow> Throws { get; } = [];
}
