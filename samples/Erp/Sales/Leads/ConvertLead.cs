namespace Erp.Sales;

public sealed record ConvertLead(Id<Lead> Id, Id<Opportunity> Opportunity);

[Audited("lead.convert", AuditCategory.Complete, typeof(Lead))]
public sealed class ConvertLeadHandler(IRepository<Lead> leads) : ICommandHandler<ConvertLead>
{
    public Task HandleAsync(ConvertLead command, CancellationToken cancellationToken) =>
        leads.ChangeAsync(command.Id, lead => lead.Convert(command.Opportunity), cancellationToken);
}
