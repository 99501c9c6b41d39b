namespace Erp.MasterData;

public sealed record UnmarkPartnerForDeletion(Id<Partner> Id);

[Audited("partner.unmark_for_deletion", AuditCategory.Restore, typeof(Partner))]
public sealed class UnmarkPartnerForDeletionHandler(IRepository<Partner> partners) : ICommandHandler<UnmarkPartnerForDeletion>
{
    public Task HandleAsync(UnmarkPartnerForDeletion command, CancellationToken cancellationToken) =>
        partners.ChangeAsync(command.Id, static partner => partner.UnmarkForDeletion(), cancellationToken);
}
