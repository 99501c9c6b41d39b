using Erp.MasterData;

namespace Erp.Contracts;

public sealed record CreateContract(
    Id<Contract> Id,
    string Number,
    Id<Partner> Partner,
    DateRange Term,
    Money Value,
    Incoterm Incoterm,
    IReadOnlyList<string> Approvers);

[Audited("contract.create", AuditCategory.Create, typeof(Contract))]
public sealed class CreateContractHandler(IRepository<Contract> contracts) : ICommandHandler<CreateContract>
{
    public Task HandleAsync(CreateContract command, CancellationToken cancellationToken) =>
        contracts.AddAsync(
            new(command.Id, command.Number, command.Partner, command.Term, command.Value, command.Incoterm, command.Approvers),
            cancellationToken);
}
