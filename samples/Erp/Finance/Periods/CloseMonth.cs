namespace Erp.Finance;

public sealed record CloseMonth(PeriodKey Period);

[Audited("period.close_month", AuditCategory.Close, typeof(Period))]
public sealed class CloseMonthHandler(IRepository<Period, PeriodKey> periods, RequestContext request) : ICommandHandler<CloseMonth>
{
    public Task HandleAsync(CloseMonth command, CancellationToken cancellationToken) =>
        periods.ChangeAsync(command.Period, period => period.Close(request.Today), cancellationToken);
}
