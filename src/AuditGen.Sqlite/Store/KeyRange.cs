using System.Runtime.InteropServices;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>The rows of one segment that a traversal has still to give.</summary>
/// <param name="First">The smallest key.</param>
/// <param name="Last">The greatest key.</param>
/// <param name="Until">Only journal indexes below this.</param>
/// <param name="AfterKey">The key of the last event given, or -1.</param>
/// <param name="AfterTail">The tail of the last event given.</param>
/// <param name="Order">The order in which they are given.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyRange(long First, long Last, long Until, long AfterKey, long AfterTail, AuditOrder Order)
{
    /// <summary>Whether there is no such row.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>What is left behind a row of the segment.</summary>
    public KeyRange Beyond(EventKey given) => Order == AuditOrder.NewestFirst
        ? this with { Last = Math.Min(Last, given.Key), AfterKey = given.Key, AfterTail = given.Tail }
        : this with { First = Math.Max(First, given.Key), AfterKey = given.Key, AfterTail = given.Tail };

    /// <summary>The rows of a month.</summary>
    public static KeyRange Of(int month, AuditQuery query, AuditOrder order, EventKey? after, long until)
    {
        long first = query.From is { } from ? EventKey.FirstKeyAt(month, from.ToUnixTimeMilliseconds()) : 0;
        long last = query.To is { } to ? EventKey.FirstKeyAt(month, to.ToUnixTimeMilliseconds()) - 1 : long.MaxValue;
        KeyRange all = new(first, last, until, -1, 0, order);
        if (after is not { } done)
        {
            return all;
        }

        if (done.Month == month)
        {
            return all.Beyond(done);
        }

        return (order == AuditOrder.NewestFirst) == (done.Month > month) ? all : new KeyRange(0, -1, until, -1, 0, order);
    }
}
