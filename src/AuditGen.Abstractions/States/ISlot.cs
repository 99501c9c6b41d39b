using System.Diagnostics.CodeAnalysis;

namespace AuditGen.States;

/// <summary>A place for a state that may be empty: a nullable struct or a reference.</summary>
internal interface ISlot<T, TState>
{
    static abstract bool TryGet(in T slot, [MaybeNullWhen(false)] out TState state);
}
