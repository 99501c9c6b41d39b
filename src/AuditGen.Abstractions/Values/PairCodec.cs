using System.Runtime.CompilerServices;
using System.Text.Json;
using AuditGen.States;

namespace AuditGen.Values;

/// <summary>Codec of composite keys: the parts joined with <c>|</c>, <c>|</c> and <c>\</c> inside a part escaped with <c>\</c>.</summary>
/// <typeparam name="T1">The first part.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="T2">The second part, or a pair of all further ones.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
public readonly struct PairCodec<T1, TCodec1, T2, TCodec2> : IAuditValueCodec<(T1, T2)>
    where TCodec1 : struct, IAuditValueCodec<T1?>
    where TCodec2 : struct, IAuditValueCodec<T2?>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, (T1, T2) value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        string first = AuditKeyText.Join(AuditKeyText.Of<T1, TCodec1>(value.Item1));
        string second = AuditKeyText.Of<T2, TCodec2>(value.Item2);
        writer.WriteString(first + "|" + (value.Item2 is ITuple ? second : AuditKeyText.Join(second)));
    }

    /// <summary>Composite keys are read as members of their element.</summary>
    public static (T1, T2) Read(ref Utf8JsonReader reader) => throw new FormatException("A composite key is read as members of its element.");

    /// <inheritdoc/>
    public static bool Equal((T1, T2) left, (T1, T2) right) => TCodec1.Equal(left.Item1, right.Item1) && TCodec2.Equal(left.Item2, right.Item2);
}
