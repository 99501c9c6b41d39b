namespace Erp.Sales;

public sealed record DeleteLead(Id<Lead> Id, [property: AuditReason] string Why);

[Audited("lead.delete", AuditCategory.Delete, typeof(Lead))]
public sealed class DeleteLeadHandler(IRepository<Lead> leads) : ICommandHandler<DeleteLead>
{
    public Task HandleAsync(DeleteLead command, CancellationToken cancellationToken) =>
        leads.ChangeAsync(command.Id, static lead => lead.Delete(), cancellationToken);
}
