namespace Erp.MasterData;

public sealed record CreatePartner(Id<Partner> Id, string Name, [property: AuditSensitive(Sensitivity.Omit)] string TaxId, Address Address);

[Audited("partner.create", AuditCategory.Create, typeof(Partner))]
public sealed class CreatePartnerHandler(IRepository<Partner> partners) : ICommandHandler<CreatePartner>
{
    public Task HandleAsync(CreatePartner command, CancellationToken cancellationToken) =>
        partners.AddAsync(new(command.Id, command.Name, command.TaxId, command.Address), cancellationToken);
}
