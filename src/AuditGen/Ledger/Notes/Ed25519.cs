using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace AuditGen.Ledger;

/// <summary>
/// Verification of Ed25519 signatures (RFC 8032 §5.1.7), which the base class library lacks. Verification handles public
/// values only, so arbitrary-precision arithmetic, whose time depends on its operands, gives nothing away. Made for a
/// handful of notes, not for speed: a few milliseconds each.
/// </summary>
internal static class Ed25519
{
    private const int KeyBytes = 32;
    private const int SignatureBytes = 64;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);
    private static readonly Point Base = Decode(EncodeY(Mod(4 * Inverse(5))))!.Value;

    /// <summary>Whether the signature is that of the key over the message.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyBytes || signature.Length != SignatureBytes)
        {
            return false;
        }

        ReadOnlySpan<byte> r = signature[..KeyBytes];
        var s = new BigInteger(signature[KeyBytes..], isUnsigned: true);
        if (s >= Order || Decode(publicKey) is not { } key)
        {
            return false;
        }

        BigInteger k = new BigInteger(SHA512.HashData([.. r, .. publicKey, .. message]), isUnsigned: true) % Order;

        // The signature is valid where [s]B = R + [k]A; comparing encodings of R rejects non-canonical ones.
        Point expected = Add(Multiply(Base, s), Multiply(Negate(key), k));
        return Encode(expected).AsSpan().SequenceEqual(r);
    }

    private static Point? Decode(ReadOnlySpan<byte> encoded)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes];
        encoded.CopyTo(bytes);
        bool isOdd = (bytes[^1] & 0x80) != 0;
        bytes[^1] &= 0x7f;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= Prime)
        {
            return null;
        }

        BigInteger ySquared = Mod(y * y);
        BigInteger xSquared = Mod((ySquared - 1) * Inverse((D * ySquared) + 1));
        BigInteger x = BigInteger.ModPow(xSquared, (Prime + 3) / 8, Prime);
        if (Mod((x * x) - xSquared) != 0)
        {
            x = Mod(x * SquareRootOfMinusOne);
        }

        if (Mod((x * x) - xSquared) != 0 || (x.IsZero && isOdd))
        {
            return null;
        }

        if (x.IsEven == isOdd)
        {
            x = Prime - x;
        }

        return new Point(x, y, BigInteger.One, Mod(x * y));
    }

    private static byte[] EncodeY(BigInteger y)
    {
        byte[] bytes = new byte[KeyBytes];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static byte[] Encode(in Point point)
    {
        BigInteger inverse = Inverse(point.Z);
        byte[] bytes = EncodeY(Mod(point.Y * inverse));
        if (!Mod(point.X * inverse).IsEven)
        {
            bytes[^1] |= 0x80;
        }

        return bytes;
    }

    private static Point Multiply(Point point, BigInteger factor)
    {
        var sum = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (; !factor.IsZero; factor >>= 1)
        {
            if (!factor.IsEven)
            {
                sum = Add(sum, point);
            }

            point = Add(point, point);
        }

        return sum;
    }

    /// <summary>The complete addition law in extended coordinates, RFC 8032 §5.1.4.</summary>
    private static Point Add(in Point p, in Point q)
    {
        BigInteger a = Mod((p.Y - p.X) * (q.Y - q.X));
        BigInteger b = Mod((p.Y + p.X) * (q.Y + q.X));
        BigInteger c = Mod(2 * p.T * q.T * D);
        BigInteger d = Mod(2 * p.Z * q.Z);
        BigInteger e = b - a;
        BigInteger f = d - c;
        BigInteger g = d + c;
        BigInteger h = b + a;
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Point Negate(in Point point) => new(Mod(-point.X), point.Y, point.Z, Mod(-point.T));

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), Prime - 2, Prime);

    private static BigInteger Mod(BigInteger value)
    {
        BigInteger rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }

    /// <summary>A point of the curve in extended homogeneous coordinates.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
