namespace Erp.Finance;

public sealed record CloseFiscalYear(string Company, int Year);

[Audited("period.close_fiscal_year", AuditCategory.Close, typeof(Period))]
public sealed class CloseFiscalYearHandler(IRepository<Period, PeriodKey> periods, RequestContext request) : ICommandHandler<CloseFiscalYear>
{
    public Task HandleAsync(CloseFiscalYear command, CancellationToken cancellationToken) =>
        periods.ChangeAsync(new(command.Company, command.Year, 12), period => period.CloseYear(request.Today), cancellationToken);
}
