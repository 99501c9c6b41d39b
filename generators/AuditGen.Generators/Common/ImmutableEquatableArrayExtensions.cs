using System.Collections.Immutable;

namespace AuditGen.Generators;

internal static class ImmutableEquatableArrayExtensions
{
    /// <summary>Copies a sequence into an array with value equality.</summary>
    public static ImmutableEquatableArray<T> ToEquatable<T>(this IEnumerable<T> items)
        where T : IEquatable<T>
    {
        ImmutableArray<T> array = items.ToImmutableArray();
        return array.IsEmpty ? ImmutableEquatableArray<T>.Empty : new ImmutableEquatableArray<T>(array);
    }
}
