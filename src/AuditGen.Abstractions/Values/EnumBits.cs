using System.Runtime.CompilerServices;

namespace AuditGen.Values;

/// <summary>Enum values as numbers, without boxing and without reflection at run time: the checks are constants to the compiler.</summary>
internal static class EnumBits<T>
    where T : unmanaged, Enum
{
    private static readonly bool IsSigned = Enum.GetUnderlyingType(typeof(T)) is { } type
        && (type == typeof(sbyte) || type == typeof(short) || type == typeof(int) || type == typeof(long));

    /// <summary>The value's number.</summary>
    public static Int128 ToNumber(T value) => IsSigned ? ToSigned(value) : ToBits(value);

    /// <summary>The value with the given number, cut to the enum's size.</summary>
    public static T FromNumber(Int128 number) => FromBits((ulong)(UInt128)number);

    /// <summary>The value's bits.</summary>
    public static ulong ToBits(T value) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, byte>(value),
        2 => Unsafe.BitCast<T, ushort>(value),
        4 => Unsafe.BitCast<T, uint>(value),
        _ => Unsafe.BitCast<T, ulong>(value),
    };

    /// <summary>The value with the given bits.</summary>
    public static T FromBits(ulong bits) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<byte, T>((byte)bits),
        2 => Unsafe.BitCast<ushort, T>((ushort)bits),
        4 => Unsafe.BitCast<uint, T>((uint)bits),
        _ => Unsafe.BitCast<ulong, T>(bits),
    };

    private static long ToSigned(T value) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, sbyte>(value),
        2 => Unsafe.BitCast<T, short>(value),
        4 => Unsafe.BitCast<T, int>(value),
        _ => Unsafe.BitCast<T, long>(value),
    };
}
