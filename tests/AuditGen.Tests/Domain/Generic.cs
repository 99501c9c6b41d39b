namespace AuditGen.Tests.Domain;

/// <summary>A command about anything: its handler is an open generic class.</summary>
public sealed record Archive<T>([property: AuditData] string Label);

/// <summary>Registered closed only: the service type is not the handler's own type parameter.</summary>
[Audited("invoice.archive", AuditCategory.Close, typeof(Invoice))]
public sealed class ArchiveHandler<T>(IAuditScope audit) : ICommandHandler<Archive<T>>
    where T : notnull
{
    public Task HandleAsync(Archive<T> command, CancellationToken cancellationToken)
    {
        audit.Subject("invoice", typeof(T).Name);
        return Task.CompletedTask;
    }
}

public interface IStore<in TItem>
{
    ValueTask<bool> StoreAsync(TItem item);
}

/// <summary>Registered open: <c>IStore&lt;&gt;</c> by <c>Store&lt;&gt;</c>.</summary>
public sealed class Store<TItem>(IAuditScope audit) : IStore<TItem>, IDisposable
    where TItem : class
{
    public static int Disposed { get; set; }

    [Audited("invoice.store", AuditCategory.Update, typeof(Invoice))]
    public ValueTask<bool> StoreAsync(TItem item)
    {
        audit.Subject("invoice", typeof(TItem).Name);
        return ValueTask.FromResult(true);
    }

    public void Dispose() => Disposed++;
}
