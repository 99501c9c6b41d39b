namespace Erp.HumanResources;

public sealed record PostPayroll(Id<PayrollRun> Id);

[Audited("payroll_run.post", AuditCategory.Post, typeof(PayrollRun))]
public sealed class PostPayrollHandler(IRepository<PayrollRun> payrollRuns) : ICommandHandler<PostPayroll>
{
    public Task HandleAsync(PostPayroll command, CancellationToken cancellationToken) =>
        payrollRuns.ChangeAsync(command.Id, static payrollRun => payrollRun.Post(), cancellationToken);
}
