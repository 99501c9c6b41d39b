using System.Text.Json;

namespace AuditGen;

/// <summary>
/// How values of a type are written to an event text and read back. Stateless; generated for enums, built in for the types
/// of the base class library.
/// </summary>
/// <remarks>Two values are equal, for the diff, exactly when their texts are equal.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public interface IAuditValueCodec<T>
{
    /// <summary>
    /// Whether a dictionary key of this type is a JSON string, so that the path segment is its content; otherwise the
    /// segment is the JSON text itself.
    /// </summary>
    static virtual bool IsString => false;

    /// <summary>Writes the value as one JSON value.</summary>
    static abstract void Write(AuditTextWriter writer, T value);

    /// <summary>Reads the value back; the reader stands on the first token of the value, and on its last one afterwards.</summary>
    /// <exception cref="FormatException">The text is not one that <see cref="Write"/> produces.</exception>
    static abstract T Read(ref Utf8JsonReader reader);

    /// <summary>Whether the two would be written alike.</summary>
    static abstract bool Equal(T left, T right);
}
