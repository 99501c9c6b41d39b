namespace Erp.Projects;

public enum ProjectStatus
{
    Planned,
    Running,
    OnHold,
    Closed,
}
