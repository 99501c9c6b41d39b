using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>Compares what a value can be kept under: a symbol, a capture of a body, the text of a condition, an instance.</summary>
internal sealed class SlotComparer : IEqualityComparer<object>
{
    public static readonly SlotComparer Instance = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) =>
        x is ISymbol one && y is ISymbol other ? SymbolEqualityComparer.Default.Equals(one, other) : Equals(x, y);

    public int GetHashCode(object slot) => slot is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : slot.GetHashCode();
}

/// <summary>A capture of one body; ids are unique only within one.</summary>
internal sealed record CaptureSlot(ControlFlowGraph Graph, CaptureId Id);

/// <summary>What has become of a tracked instance.</summary>
internal sealed record TrackingSlot(object Place);

/// <summary>The state under a <see cref="TrackingSlot"/>: tracked, or changed at a place without being tracked.</summary>
internal sealed record TrackingValue(IOperation? ChangedAt) : FlowValue;
