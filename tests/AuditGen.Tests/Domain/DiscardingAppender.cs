using AuditGen.Writing;

namespace AuditGen.Tests.Domain;

/// <summary>Takes everything at once and keeps nothing: what is left is the cost of the caller's side.</summary>
internal sealed class DiscardingAppender : IAuditAppender
{
    public Guid LastId => Guid.Empty;

    public int Events { get; private set; }

    public ValueTask ReserveAsync(AppendUnit unit, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask AppendAsync(AppendUnit unit)
    {
        Events += unit.EventCount;
        unit.Seal();
        unit.Dispose();
        return ValueTask.CompletedTask;
    }

    public void Release(AppendUnit unit) => unit.Dispose();
}
