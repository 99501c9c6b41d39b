namespace Erp.MasterData;

public sealed record SetCreditLimit(Id<Partner> Id, Money Limit, [property: AuditReason] string? Why = null);

[Audited("partner.set_credit_limit", AuditCategory.Configure, typeof(Partner))]
public sealed class SetCreditLimitHandler(IRepository<Partner> partners) : ICommandHandler<SetCreditLimit>
{
    public Task HandleAsync(SetCreditLimit command, CancellationToken cancellationToken) =>
        partners.ChangeAsync(command.Id, partner => partner.SetCreditLimit(command.Limit), cancellationToken);
}
