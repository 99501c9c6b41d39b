using System.Diagnostics.CodeAnalysis;

namespace AuditGen.Values;

/// <summary>
/// A personal value inside a state. In the process it is the value itself, so that changes are found; in every event text it
/// is encrypted under the person's key. Read back, it is unknown where the key is gone or the reader has none.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct AuditPersonal<T> : IEquatable<AuditPersonal<T>>
{
    private readonly byte[]? _recorded;

    internal AuditPersonal(T value, string? subject, string? member, string? kind)
    {
        Value = value;
        Subject = subject;
        Member = member;
        Kind = kind;
    }

    internal AuditPersonal(byte[] recorded)
        : this(default!, subject: null, member: null, kind: null)
    {
        _recorded = recorded;
    }

    /// <summary>Whether the value is known; otherwise it was read back sealed, erased or masked.</summary>
    public bool IsKnown => _recorded is null;

    /// <summary>The value; the default value where it is not known.</summary>
    public T Value { get; }

    /// <summary>Whose value it is, kind included; <see langword="null"/> where the resource tells, or where it was read back.</summary>
    public string? Subject { get; }

    /// <summary>The member of the resource that tells whose value it is.</summary>
    internal string? Member { get; }

    /// <summary>The kind of person that <see cref="Member"/> names.</summary>
    internal string? Kind { get; }

    /// <summary>What stands in the event, where the value is not known.</summary>
    internal ReadOnlySpan<byte> Recorded => _recorded;

    /// <summary>The value, if it is known.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return IsKnown;
    }

    /// <inheritdoc/>
    public bool Equals(AuditPersonal<T> other) =>
        IsKnown == other.IsKnown && IsOfSamePerson(other)
        && (IsKnown ? EqualityComparer<T>.Default.Equals(Value, other.Value) : Recorded.SequenceEqual(other.Recorded));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AuditPersonal<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value is null ? 0 : EqualityComparer<T>.Default.GetHashCode(Value);

    /// <summary>Says that there is a value, never which.</summary>
    public override string ToString() => IsKnown && Value is null ? "null" : "•••";

    /// <summary>Whether the two are the same value of the same person.</summary>
    public static bool operator ==(AuditPersonal<T> left, AuditPersonal<T> right) => left.Equals(right);

    /// <summary>Whether the two differ in value or person.</summary>
    public static bool operator !=(AuditPersonal<T> left, AuditPersonal<T> right) => !left.Equals(right);

    /// <summary>Whether both are about the same person, as far as that is known.</summary>
    internal bool IsOfSamePerson(AuditPersonal<T> other) =>
        Subject is null || other.Subject is null || string.Equals(Subject, other.Subject, StringComparison.Ordinal);
}
