namespace Erp.Logistics;

public sealed record ImportFreightRate(
    Id<FreightRate> Id,
    string Carrier,
    DateRange Validity,
    IReadOnlyDictionary<string, Money> PricesByWeight,
    [property: AuditData] string File);

[Audited("freight_rate.import", AuditCategory.Import, typeof(FreightRate))]
public sealed class ImportFreightRateHandler(IRepository<FreightRate> freightRates) : ICommandHandler<ImportFreightRate>
{
    public Task HandleAsync(ImportFreightRate command, CancellationToken cancellationToken) =>
        freightRates.AddAsync(new(command.Id, command.Carrier, command.Validity, command.PricesByWeight), cancellationToken);
}
