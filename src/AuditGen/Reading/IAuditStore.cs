namespace AuditGen.Reading;

/// <summary>A place where events are kept for good and can be asked for.</summary>
public interface IAuditStore : IAuditReader
{
    /// <summary>What people call it: <c>embedded</c>, <c>elasticsearch</c>.</summary>
    string Name { get; }

    /// <summary>What it holds, and in which tiers.</summary>
    ValueTask<AuditStoreStatus> StatusAsync(CancellationToken cancellationToken = default);
}
