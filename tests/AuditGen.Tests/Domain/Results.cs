namespace AuditGen.Tests.Domain;

public sealed record Result(bool IsSuccess);

public readonly record struct Verdict(bool IsFailure);

/// <summary>A service with several members, of which some are audited and the others pass through.</summary>
public interface IInvoiceService : IDisposable
{
    event EventHandler? Posted;

    string Name { get; set; }

    int this[int index] { get; }

    Task<Result?> PostAsync(Invoice invoice, string status, bool succeed, CancellationToken cancellationToken);

    ValueTask<Verdict> JudgeAsync(Invoice invoice, bool fail);

    void Rename(Invoice invoice, [AuditData] string status);

    int Count(Invoice invoice);

    bool TryFind(string id, out Invoice? invoice);

    T Echo<T>(T value)
        where T : struct;
}

public sealed class InvoiceService(IAuditScope audit) : IInvoiceService
{
    public event EventHandler? Posted;

    public string Name { get; set; } = "service";

    public int Disposals { get; private set; }

    public int this[int index] => index;

    [Audited("invoice.post", AuditCategory.Post, typeof(Invoice), OnFailure = "invoice.post_failed")]
    public Task<Result?> PostAsync(Invoice invoice, string status, bool succeed, CancellationToken cancellationToken)
    {
        audit.Track(invoice);
        invoice.Status = status;
        Posted?.Invoke(this, EventArgs.Empty);
        return Task.FromResult<Result?>(status == "null" ? null : new Result(succeed));
    }

    [Audited("invoice.judge", AuditCategory.Evaluate, typeof(Invoice), OnFailure = "invoice.judge_failed")]
    public ValueTask<Verdict> JudgeAsync(Invoice invoice, bool fail)
    {
        audit.Track(invoice);
        return ValueTask.FromResult(new Verdict(fail));
    }

    [Audited("invoice.rename", AuditCategory.Update, typeof(Invoice))]
    public void Rename(Invoice invoice, string status)
    {
        audit.Track(invoice);
        invoice.Status = status;
    }

    [Audited("invoice.count", AuditCategory.Evaluate, typeof(Invoice))]
    public int Count(Invoice invoice)
    {
        audit.Track(invoice);
        return invoice.Id.Length;
    }

    public bool TryFind(string id, out Invoice? invoice)
    {
        invoice = null;
        return false;
    }

    public T Echo<T>(T value)
        where T : struct => value;

    public void Dispose() => Disposals++;
}
