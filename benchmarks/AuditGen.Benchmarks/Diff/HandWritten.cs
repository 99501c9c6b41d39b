using AuditGen.States;
using AuditGen.Values;

namespace AuditGen.Benchmarks.Diff;

/// <summary>What the diffs written by hand have in common.</summary>
internal static class HandWritten
{
    public static void Compare(ref JsonChangeSink sink, ReadOnlySpan<byte> name, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            Replace<string?, StringCodec>(ref sink, name, before, after);
        }
    }

    public static void Compare(ref JsonChangeSink sink, ReadOnlySpan<byte> name, decimal before, decimal after)
    {
        if (!DecimalCodec.Equal(before, after))
        {
            Replace<decimal, DecimalCodec>(ref sink, name, before, after);
        }
    }

    public static void Replace<T, TCodec>(ref JsonChangeSink sink, ReadOnlySpan<byte> name, T before, T after)
        where TCodec : struct, IAuditValueCodec<T?>
    {
        sink.Enter(name);
        sink.Replace<T, TCodec>(before, after);
        sink.Exit();
    }
}
