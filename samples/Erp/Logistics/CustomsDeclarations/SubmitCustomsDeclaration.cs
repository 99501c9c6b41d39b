namespace Erp.Logistics;

public sealed record SubmitCustomsDeclaration(Id<CustomsDeclaration> Id, Id<Shipment> Shipment, string TariffCode, Money Value);

[Audited("customs_declaration.submit", AuditCategory.Submit, typeof(CustomsDeclaration))]
public sealed class SubmitCustomsDeclarationHandler(IRepository<CustomsDeclaration> customsDeclarations) : ICommandHandler<SubmitCustomsDeclaration>
{
    public Task HandleAsync(SubmitCustomsDeclaration command, CancellationToken cancellationToken) =>
        customsDeclarations.AddAsync(new(command.Id, command.Shipment, command.TariffCode, command.Value), cancellationToken);
}
