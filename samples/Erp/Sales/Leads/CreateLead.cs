using Erp.Identity;

namespace Erp.Sales;

public sealed record CreateLead(Id<Lead> Id, string Company, string Contact, string Source, Id<User> Manager);

[Audited("lead.create", AuditCategory.Create, typeof(Lead))]
public sealed class CreateLeadHandler(IRepository<Lead> leads) : ICommandHandler<CreateLead>
{
    public Task HandleAsync(CreateLead command, CancellationToken cancellationToken) =>
        leads.AddAsync(new(command.Id, command.Company, command.Contact, command.Source, command.Manager), cancellationToken);
}
