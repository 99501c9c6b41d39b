namespace Erp.Platform;

public enum JobStatus
{
    Queued,
    Running,
    Done,
    Cancelled,
}
