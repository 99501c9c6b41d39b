using AuditGen.AspNetCore.Tests.Handling;
using AuditGen.AspNetCore.Tests.Handling.Audit;
using Microsoft.AspNetCore.Mvc;

namespace AuditGen.AspNetCore.Tests.Capture;

/// <summary>A controller that runs an audited handler.</summary>
[ApiController]
[Route("mvc/orders")]
public sealed class OrdersController(IAuditOperations operations, IAuditScope audit) : ControllerBase
{
    [HttpPost("{id}/close")]
    public async Task<string> CloseAsync(string id, CancellationToken cancellationToken)
    {
        var command = new CloseOrder(id, "done");
        await operations.RunAsync(CloseOrderHandlerAudit.HandleAsync, command, token => new CloseOrderHandler(audit).HandleAsync(command, token), cancellationToken);
        return "closed";
    }
}
