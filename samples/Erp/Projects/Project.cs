using Erp.HumanResources;

namespace Erp.Projects;

/// <summary>Work with a goal, a budget and a team.</summary>
[Auditable("projects", "project")]
public sealed class Project : Aggregate, IKeyed<Id<Project>>, IUnique
{
    public Project(Id<Project> id, string code, string title, Money budget)
    {
        Id = id;
        Code = Rule.Text(code, "The project code");
        Title = Rule.Text(title, "The title");
        ChangeBudget(budget);
    }

    [AuditKey]
    public Id<Project> Id { get; }

    [AuditName]
    public string Code { get; }

    public string Title { get; }

    public ProjectStatus Status { get; private set; }

    public Money Budget { get; private set; }

    public bool IsBudgetApproved { get; private set; }

    /// <summary>Who works on it, and as what.</summary>
    public IReadOnlyDictionary<string, string> Team { get; private set; } = new Dictionary<string, string>();

    string IUnique.UniqueName => Code;

    public void ApproveBudget()
    {
        RequireOpen();
        Rule.Require(!IsBudgetApproved, "The budget is approved already.");
        IsBudgetApproved = true;
    }

    /// <summary>Changes the budget, which must then be approved again.</summary>
    public void ChangeBudget(Money budget)
    {
        RequireOpen();
        Rule.Require(budget.Amount > 0m, "A budget is more than nothing.");
        Budget = budget;
        IsBudgetApproved = false;
    }

    public void AssignMember(Id<Employee> employee, string role)
    {
        RequireOpen();
        Team = new Dictionary<string, string>(Team) { [employee.ToString()] = Rule.Text(role, "The role") };
    }

    public void ChangeStatus(ProjectStatus status)
    {
        RequireOpen();
        Rule.Require(status != ProjectStatus.Running || IsBudgetApproved, "The budget is not approved.");
        Rule.Require(status != ProjectStatus.Closed, "A project is closed with its own command.");
        Status = status;
    }

    public void Close()
    {
        RequireOpen();
        Status = ProjectStatus.Closed;
    }

    private void RequireOpen() => Rule.Require(Status != ProjectStatus.Closed, "The project is closed.");
}
