using System.Runtime.InteropServices;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>The rows of one segment that a traversal has still to give.</summary>
/// <param name="First">The smallest key.</param>
/// <param name="Last">The greatest key.</param>
/// <param name="Until">Only journal indexes below this.</param>
/// <param name="AfterKey">The key of the last event given, or -1.</param>
/// <param name="AfterTail">The tail of the last event given.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyRange(long First, long Last, long Until, long AfterKey, long AfterTail)
{
    /// <summary>Whether there is no such row.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>The rows of a month.</summary>
    public static KeyRange Of(int month, AuditQuery query, AuditOrder order, EventKey? after, long until)
    {
        long first = query.From is { } from ? EventKey.FirstKeyAt(month, from.ToUnixTimeMilliseconds()) : 0;
        long last = query.To is { } to ? EventKey.FirstKeyAt(month, to.ToUnixTimeMilliseconds()) - 1 : long.MaxValue;
        if (after is not { } done)
        {
            return new KeyRange(first, last, until, -1, 0);
        }

        if (order == AuditOrder.NewestFirst)
        {
            return done.Month < month ? new KeyRange(0, -1, until, -1, 0)
                : done.Month > month ? new KeyRange(first, last, until, -1, 0)
                : new KeyRange(first, Math.Min(last, done.Key), until, done.Key, done.Tail);
        }

        return done.Month > month ? new KeyRange(0, -1, until, -1, 0)
            : done.Month < month ? new KeyRange(first, last, until, -1, 0)
            : new KeyRange(Math.Max(first, done.Key), last, until, done.Key, done.Tail);
    }
}
