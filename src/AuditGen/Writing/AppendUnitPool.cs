using System.Collections.Concurrent;

namespace AuditGen.Writing;

/// <summary>Keeps emptied units for the next operations, up to a bound.</summary>
internal sealed class AppendUnitPool(AuditTextOptions text)
{
    private const int Kept = 1024;

    private readonly ConcurrentQueue<AppendUnit> _units = new();
    private int _count;

    /// <summary>Limits and keys that hold for every text.</summary>
    public AuditTextOptions Text => text;

    /// <summary>An empty unit, readied for the operation. Dispose it, or hand it to an <see cref="IAuditAppender"/>.</summary>
    public AppendUnit Rent(Guid operation, string context, AuditContextOptions options)
    {
        if (_units.TryDequeue(out AppendUnit? unit))
        {
            Interlocked.Decrement(ref _count);
        }
        else
        {
            unit = new AppendUnit(this);
        }

        unit.Start(operation, context, options);
        return unit;
    }

    internal void Return(AppendUnit unit)
    {
        if (Interlocked.Increment(ref _count) <= Kept)
        {
            _units.Enqueue(unit);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
