namespace Erp.Quality;

public sealed record RecordInspectionResult(Id<Inspection> Id, Measurement Measurement);

[Audited("inspection.record_result", AuditCategory.Evaluate, typeof(Inspection))]
public sealed class RecordInspectionResultHandler(IRepository<Inspection> inspections) : ICommandHandler<RecordInspectionResult>
{
    public Task HandleAsync(RecordInspectionResult command, CancellationToken cancellationToken) =>
        inspections.ChangeAsync(command.Id, inspection => inspection.Record(command.Measurement), cancellationToken);
}
