namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>The interceptors of an application: the same for all its contexts, so that they share one set of internal services.</summary>
internal sealed class CaptureInterceptors(CaptureServices services)
{
    public SaveInterceptor Save { get; } = new(services);

    public TransactionInterceptor Transaction { get; } = new(services);

    public StatementInterceptor Statement { get; } = new(services);
}
