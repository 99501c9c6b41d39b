namespace Erp.Platform;

/// <summary>Work that the system does on its own.</summary>
[Auditable("platform", "job")]
public sealed class Job(Id<Job> id, string name, JobStatus status) : Aggregate, IKeyed<Id<Job>>
{
    [AuditKey]
    public Id<Job> Id { get; } = id;

    [AuditName]
    public string Name { get; } = name;

    public JobStatus Status { get; private set; } = status;

    public void Cancel()
    {
        Rule.Require(Status is JobStatus.Queued or JobStatus.Running, "The job has ended.");
        Status = JobStatus.Cancelled;
    }
}
