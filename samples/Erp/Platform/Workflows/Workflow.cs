namespace Erp.Platform;

/// <summary>The way a document takes through the company.</summary>
[Auditable("platform", "workflow")]
public sealed class Workflow(Id<Workflow> id, string name) : Aggregate, IKeyed<Id<Workflow>>
{
    [AuditKey]
    public Id<Workflow> Id { get; } = id;

    [AuditName]
    public string Name { get; } = Rule.Text(name, "The name");

    public bool IsPublished { get; private set; }

    [AuditOrdered]
    public IReadOnlyList<WorkflowStep> Steps { get; private set; } = [];

    public void Publish(IReadOnlyList<WorkflowStep> steps)
    {
        Rule.Require(steps.Count > 0, "A workflow needs at least one step.");
        Steps = steps;
        IsPublished = true;
    }

    public void Retire()
    {
        Rule.Require(IsPublished, "The workflow is not in use.");
        IsPublished = false;
    }
}
