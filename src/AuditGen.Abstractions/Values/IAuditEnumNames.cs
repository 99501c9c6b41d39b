using System.Collections.Immutable;

namespace AuditGen.Values;

/// <summary>Generated: the declared members of an enum, known without reflection.</summary>
/// <typeparam name="T">The enum.</typeparam>
public interface IAuditEnumNames<T>
    where T : unmanaged, Enum
{
    /// <summary>Whether values combine (<see cref="FlagsAttribute"/>).</summary>
    static abstract bool IsFlags { get; }

    /// <summary>The members in declaration order; of several with one value the first is the one recorded.</summary>
    static abstract ImmutableArray<KeyValuePair<string, T>> Members { get; }
}
