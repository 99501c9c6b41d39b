namespace Erp.MasterData;

public sealed record UpdatePartner(Id<Partner> Id, string Name, Address Address);

[Audited("partner.update", AuditCategory.Update, typeof(Partner))]
public sealed class UpdatePartnerHandler(IRepository<Partner> partners) : ICommandHandler<UpdatePartner>
{
    public Task HandleAsync(UpdatePartner command, CancellationToken cancellationToken) =>
        partners.ChangeAsync(command.Id, partner => partner.Update(command.Name, command.Address), cancellationToken);
}
