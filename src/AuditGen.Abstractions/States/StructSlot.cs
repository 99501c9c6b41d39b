using System.Diagnostics.CodeAnalysis;

namespace AuditGen.States;

internal readonly struct StructSlot<TState> : ISlot<TState?, TState>
    where TState : struct
{
    public static bool TryGet(in TState? slot, [MaybeNullWhen(false)] out TState state)
    {
        state = slot.GetValueOrDefault();
        return slot.HasValue;
    }
}
