namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A command that does what the test says.</summary>
public sealed record ChangeOrder(Func<IServiceProvider, CancellationToken, Task> Do, [property: AuditReason] string? Why = null, [property: AuditData] string? Channel = null);

/// <summary>A command within a command.</summary>
public sealed record ChangeCustomer(Func<IServiceProvider, CancellationToken, Task> Do);

[Audited("order.change", AuditCategory.Update, typeof(Order), OnFailure = "order.change_failed")]
public sealed class ChangeOrderHandler(IServiceProvider services) : ICommandHandler<ChangeOrder>
{
    public Task HandleAsync(ChangeOrder command, CancellationToken cancellationToken) => command.Do(services, cancellationToken);
}

[Audited("customer.change", AuditCategory.Update, typeof(Customer))]
public sealed class ChangeCustomerHandler(IServiceProvider services) : ICommandHandler<ChangeCustomer>
{
    public Task HandleAsync(ChangeCustomer command, CancellationToken cancellationToken) => command.Do(services, cancellationToken);
}
