namespace Erp.MasterData;

public sealed record MarkPartnerForDeletion(Id<Partner> Id, [property: AuditReason] string Why);

[Audited("partner.mark_for_deletion", AuditCategory.Delete, typeof(Partner))]
public sealed class MarkPartnerForDeletionHandler(IRepository<Partner> partners) : ICommandHandler<MarkPartnerForDeletion>
{
    public Task HandleAsync(MarkPartnerForDeletion command, CancellationToken cancellationToken) =>
        partners.ChangeAsync(command.Id, static partner => partner.MarkForDeletion(), cancellationToken);
}
