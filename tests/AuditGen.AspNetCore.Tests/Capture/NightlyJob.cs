using AuditGen.AspNetCore.Tests.Handling;
using AuditGen.AspNetCore.Tests.Handling.Audit;
using Microsoft.Extensions.Hosting;

namespace AuditGen.AspNetCore.Tests.Capture;

/// <summary>A background job that says who it is, and then runs an audited handler.</summary>
internal sealed class NightlyJob(IAuditOperations operations, IAuditScope audit) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using (AuditContext.Begin(new AuditContext { Actor = new AuditActor("nightly-close") { Kind = "service" }, Tenant = "acme", Session = "run-7" }))
        {
            var command = new CloseOrder("o-night", "closing time");
            await operations.RunAsync(CloseOrderHandlerAudit.HandleAsync, command, token => new CloseOrderHandler(audit).HandleAsync(command, token), stoppingToken);
        }
    }
}
