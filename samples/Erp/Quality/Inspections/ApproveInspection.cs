namespace Erp.Quality;

public sealed record ApproveInspection(Id<Inspection> Id);

[Audited("inspection.approve", AuditCategory.Approve, typeof(Inspection))]
public sealed class ApproveInspectionHandler(IRepository<Inspection> inspections) : ICommandHandler<ApproveInspection>
{
    public Task HandleAsync(ApproveInspection command, CancellationToken cancellationToken) =>
        inspections.ChangeAsync(command.Id, static inspection => inspection.Approve(), cancellationToken);
}
