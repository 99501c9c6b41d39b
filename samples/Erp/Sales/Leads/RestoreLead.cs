namespace Erp.Sales;

public sealed record RestoreLead(Id<Lead> Id);

[Audited("lead.restore", AuditCategory.Restore, typeof(Lead))]
public sealed class RestoreLeadHandler(IRepository<Lead> leads) : ICommandHandler<RestoreLead>
{
    public Task HandleAsync(RestoreLead command, CancellationToken cancellationToken) =>
        leads.ChangeAsync(command.Id, static lead => lead.Restore(), cancellationToken);
}
