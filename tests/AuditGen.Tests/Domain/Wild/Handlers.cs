#pragma warning disable MA0048, CA1034 // one family of shapes a file, and handlers nested as people nest them
using AuditGen.Hosting;
using MediatR;

namespace AuditGen.Tests.Domain.Wild;

/// <summary>What many code bases return in the place of an exception.</summary>
public readonly record struct Result<T>(T? Value, string? Problem)
{
    public bool IsSuccess => Problem is null;
}

public sealed record ShipInvoice([property: AuditData] string To, bool Refuse = false) : IRequest<Result<int>>;

[Audited("invoice.ship", AuditCategory.Issue, typeof(Invoice), OnFailure = "invoice.ship_failed")]
public sealed class ShipInvoiceHandler(IAuditScope audit) : IRequestHandler<ShipInvoice, Result<int>>
{
    public Task<Result<int>> Handle(ShipInvoice request, CancellationToken cancellationToken)
    {
        var invoice = new Invoice("S-1");
        audit.Track(invoice);
        invoice.Status = "Shipped to " + request.To;
        return Task.FromResult(request.Refuse ? new Result<int>(0, "no") : new Result<int>(7, null));
    }
}

public sealed record DropInvoice(string Id) : IRequest;

[Audited("invoice.drop", AuditCategory.Delete, typeof(Invoice))]
public sealed class DropInvoiceHandler(IAuditScope audit) : IRequestHandler<DropInvoice>
{
    public Task Handle(DropInvoice request, CancellationToken cancellationToken)
    {
        audit.Deleted(new Invoice(request.Id));
        return Task.CompletedTask;
    }
}

/// <summary>Runs as the documentation shows it: every request whose handler is audited.</summary>
public sealed class AuditBehaviour<TRequest, TResponse>(IAuditOperations operations, AuditCatalogue catalogue) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        catalogue.FindHandlerOf(typeof(TRequest)) is { } handler
            ? operations.RunAsync(handler, request, _ => next(), cancellationToken: cancellationToken)
            : next();
}

/// <summary>A slice with its command and handler inside.</summary>
public static class CancelInvoice
{
    public sealed record Command([property: AuditReason] string Why);

    [Audited("invoice.cancel", AuditCategory.Cancel, typeof(Invoice))]
    public sealed class Handler(IAuditScope audit) : ICommandHandler<Command>
    {
        public Task HandleAsync(Command command, CancellationToken cancellationToken)
        {
            audit.Created(new Invoice("C-1") { Status = "Cancelled" });
            return Task.CompletedTask;
        }
    }
}

/// <summary>A slice for any kind of thing.</summary>
public static class Import<T>
{
    public sealed record Command([property: AuditData] int Count);

    [Audited("invoice.import", AuditCategory.Import, typeof(Invoice))]
    public sealed class Handler(IAuditScope audit) : ICommandHandler<Command>
    {
        public Task HandleAsync(Command command, CancellationToken cancellationToken)
        {
            audit.Subject("invoice", typeof(T).Name);
            return Task.CompletedTask;
        }
    }
}

public interface IApprover<TItem>
{
    ValueTask<Result<TItem>> ApproveAsync(TItem item, decimal limit);
}

/// <summary>Open generic, with a result of its own type parameter in a task of its own kind.</summary>
public sealed class Approver<TItem>(IAuditScope audit) : IApprover<TItem>
    where TItem : Invoice
{
    [Audited("invoice.approve", AuditCategory.Approve, typeof(Invoice), OnFailure = "invoice.approve_failed")]
    public async ValueTask<Result<TItem>> ApproveAsync(TItem item, [AuditData] decimal limit)
    {
        audit.Track(item);
        await Task.Yield();
        item.Status = "Approved";
        return item.Total > limit ? new(null, "above the limit") : new(item, null);
    }
}

public sealed record Remind([property: AuditData] string Channel);

/// <summary>A message handler without an interface: static, called by generated code of a bus.</summary>
public static class RemindHandler
{
    [Audited("invoice.remind", AuditCategory.Submit, typeof(Invoice))]
    public static Task Handle(Remind message, IAuditScope audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.Subject("invoice", "R-1");
        return Task.CompletedTask;
    }
}
