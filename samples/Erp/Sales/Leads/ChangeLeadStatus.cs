namespace Erp.Sales;

public sealed record ChangeLeadStatus(Id<Lead> Id, LeadStatus Status);

[Audited("lead.change_status", AuditCategory.Update, typeof(Lead))]
public sealed class ChangeLeadStatusHandler(IRepository<Lead> leads) : ICommandHandler<ChangeLeadStatus>
{
    public Task HandleAsync(ChangeLeadStatus command, CancellationToken cancellationToken) =>
        leads.ChangeAsync(command.Id, lead => lead.ChangeStatus(command.Status), cancellationToken);
}
