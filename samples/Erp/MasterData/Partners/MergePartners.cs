namespace Erp.MasterData;

public sealed record MergePartners(Id<Partner> Into, Id<Partner> Duplicate);

/// <summary>Merges a duplicate into the partner that stays, which takes over the higher credit limit.</summary>
[Audited("partner.merge", AuditCategory.Update, typeof(Partner))]
public sealed class MergePartnersHandler(IRepository<Partner> partners, ITransactions transactions) : ICommandHandler<MergePartners>
{
    public async Task HandleAsync(MergePartners command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        Partner into = await partners.GetAsync(command.Into, cancellationToken);
        Money limit = (await partners.GetAsync(command.Duplicate, cancellationToken)).CreditLimit;
        await partners.ChangeAsync(command.Duplicate, duplicate => duplicate.MergeInto(into), cancellationToken);
        if (limit > into.CreditLimit)
        {
            await partners.ChangeAsync(command.Into, partner => partner.SetCreditLimit(limit), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
