namespace Erp.Platform;

public sealed record CancelJob(Id<Job> Id, [property: AuditReason] string Why);

[Audited("job.cancel", AuditCategory.Cancel, typeof(Job))]
public sealed class CancelJobHandler(IRepository<Job> jobs) : ICommandHandler<CancelJob>
{
    public Task HandleAsync(CancelJob command, CancellationToken cancellationToken) =>
        jobs.ChangeAsync(command.Id, static job => job.Cancel(), cancellationToken);
}
