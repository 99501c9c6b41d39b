using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AuditGen.AspNetCore.Tests.Handling;

[Auditable("sales", "order")]
public sealed class Order(string id)
{
    [AuditKey]
    public string Id { get; } = id;

    public string Status { get; set; } = "Open";
}

public sealed record CloseOrder([property: AuditData] string Id, [property: AuditReason] string? Why, string How = "well");

/// <summary>A class that endpoints call directly.</summary>
[Audited("order.close", AuditCategory.Close, typeof(Order), OnFailure = "order.close_failed")]
public sealed class CloseOrderHandler(IAuditScope audit)
{
    public Task<Order> HandleAsync(CloseOrder command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var order = new Order(command.Id);
        audit.Track(order);
        order.Status = command.How == "nothing" ? order.Status : "Closed";
        return command.How == "throw" ? throw new InvalidOperationException("no") : Task.FromResult(order);
    }
}

/// <summary>Endpoints that are audited methods themselves.</summary>
public static class OrderEndpoints
{
    [Audited("order.reopen", AuditCategory.Reopen, typeof(Order), OnFailure = "order.reopen_failed")]
    public static async Task<Results<Ok<string>, NotFound>> HandleReopenAsync(string id, IAuditScope audit, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.Zero, cancellationToken);
        if (id == "missing")
        {
            audit.Subject("order", id);
            return TypedResults.NotFound();
        }

        var order = new Order(id) { Status = "Closed" };
        audit.Track(order);
        order.Status = "Open";
        return TypedResults.Ok(order.Status);
    }
}
