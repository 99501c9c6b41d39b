namespace Erp.Projects;

/// <summary>A goal on a project's way.</summary>
[Auditable("projects", "milestone")]
public sealed class Milestone(MilestoneKey key) : Aggregate, IKeyed<MilestoneKey>
{
    [AuditKey]
    public Id<Project> Project { get; } = key.Project;

    [AuditKey]
    public string Name { get; } = Rule.Text(key.Name, "The name");

    public DateOnly? CompletedOn { get; private set; }

    MilestoneKey IKeyed<MilestoneKey>.Id => new(Project, Name);

    public void Complete(DateOnly on)
    {
        Rule.Require(CompletedOn is null, "The milestone was reached already.");
        CompletedOn = on;
    }

    public void Reopen()
    {
        Rule.Require(CompletedOn is not null, "The milestone was not reached yet.");
        CompletedOn = null;
    }
}
