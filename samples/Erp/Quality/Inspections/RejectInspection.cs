namespace Erp.Quality;

public sealed record RejectInspection(Id<Inspection> Id, [property: AuditReason] string Why);

[Audited("inspection.reject", AuditCategory.Reject, typeof(Inspection))]
public sealed class RejectInspectionHandler(IRepository<Inspection> inspections) : ICommandHandler<RejectInspection>
{
    public Task HandleAsync(RejectInspection command, CancellationToken cancellationToken) =>
        inspections.ChangeAsync(command.Id, static inspection => inspection.Reject(), cancellationToken);
}
