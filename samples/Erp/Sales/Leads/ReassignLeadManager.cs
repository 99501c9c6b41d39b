using Erp.Identity;

namespace Erp.Sales;

public sealed record ReassignLeadManager(Id<Lead> Id, Id<User> Manager);

[Audited("lead.reassign_manager", AuditCategory.Assign, typeof(Lead))]
public sealed class ReassignLeadManagerHandler(IRepository<Lead> leads) : ICommandHandler<ReassignLeadManager>
{
    public Task HandleAsync(ReassignLeadManager command, CancellationToken cancellationToken) =>
        leads.ChangeAsync(command.Id, lead => lead.ReassignManager(command.Manager), cancellationToken);
}
