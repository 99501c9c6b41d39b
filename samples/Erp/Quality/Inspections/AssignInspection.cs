using Erp.Identity;

namespace Erp.Quality;

public sealed record AssignInspection(Id<Inspection> Id, Id<User> Inspector);

[Audited("inspection.assign", AuditCategory.Assign, typeof(Inspection))]
public sealed class AssignInspectionHandler(IRepository<Inspection> inspections) : ICommandHandler<AssignInspection>
{
    public Task HandleAsync(AssignInspection command, CancellationToken cancellationToken) =>
        inspections.ChangeAsync(command.Id, inspection => inspection.Assign(command.Inspector), cancellationToken);
}
