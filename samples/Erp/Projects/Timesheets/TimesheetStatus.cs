namespace Erp.Projects;

public enum TimesheetStatus
{
    Submitted,
    Approved,
    Rejected,
}
