using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="decimal"/>: the scale is part of the value, so <c>1.0</c> and <c>1.00</c> differ.</summary>
public readonly struct DecimalCodec : IAuditValueCodec<decimal>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, decimal value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber(value);
    }

    /// <inheritdoc/>
    public static decimal Read(ref Utf8JsonReader reader) => JsonText.ReadNumber<decimal>(ref reader);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Equal(decimal left, decimal right) =>
        Unsafe.BitCast<decimal, Vector128<byte>>(left) == Unsafe.BitCast<decimal, Vector128<byte>>(right) || AreZeros(left, right);

    /// <summary>The sign of a zero is not written; of all other values of one scale the equal ones have equal bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreZeros(decimal left, decimal right) => left == 0 && right == 0 && left.Scale == right.Scale;
}
