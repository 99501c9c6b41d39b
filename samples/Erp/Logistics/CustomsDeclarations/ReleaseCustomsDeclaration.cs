namespace Erp.Logistics;

public sealed record ReleaseCustomsDeclaration(Id<CustomsDeclaration> Id, string ReleaseNumber);

[Audited("customs_declaration.release", AuditCategory.Approve, typeof(CustomsDeclaration))]
public sealed class ReleaseCustomsDeclarationHandler(IRepository<CustomsDeclaration> customsDeclarations) : ICommandHandler<ReleaseCustomsDeclaration>
{
    public Task HandleAsync(ReleaseCustomsDeclaration command, CancellationToken cancellationToken) =>
        customsDeclarations.ChangeAsync(command.Id, customsDeclaration => customsDeclaration.Release(command.ReleaseNumber), cancellationToken);
}
