using System.Diagnostics.CodeAnalysis;

namespace AuditGen.States;

internal readonly struct ClassSlot<TState> : ISlot<TState?, TState>
    where TState : class
{
    public static bool TryGet(in TState? slot, [MaybeNullWhen(false)] out TState state)
    {
        state = slot;
        return slot is not null;
    }
}
