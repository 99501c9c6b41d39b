namespace Erp.Projects;

public sealed record ChangeBudget(Id<Project> Id, Money Budget, [property: AuditReason] string Why);

[Audited("project.change_budget", AuditCategory.Update, typeof(Project))]
public sealed class ChangeBudgetHandler(IRepository<Project> projects) : ICommandHandler<ChangeBudget>
{
    public Task HandleAsync(ChangeBudget command, CancellationToken cancellationToken) =>
        projects.ChangeAsync(command.Id, project => project.ChangeBudget(command.Budget), cancellationToken);
}
