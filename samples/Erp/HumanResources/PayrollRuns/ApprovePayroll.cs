namespace Erp.HumanResources;

public sealed record ApprovePayroll(Id<PayrollRun> Id);

[Audited("payroll_run.approve", AuditCategory.Approve, typeof(PayrollRun))]
public sealed class ApprovePayrollHandler(IRepository<PayrollRun> payrollRuns, RequestContext request) : ICommandHandler<ApprovePayroll>
{
    public Task HandleAsync(ApprovePayroll command, CancellationToken cancellationToken) =>
        payrollRuns.ChangeAsync(command.Id, payrollRun => payrollRun.Approve(request.UserId), cancellationToken);
}
