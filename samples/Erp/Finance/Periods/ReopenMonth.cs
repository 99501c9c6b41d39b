namespace Erp.Finance;

public sealed record ReopenMonth(PeriodKey Period, [property: AuditReason] string Why);

[Audited("period.reopen_month", AuditCategory.Reopen, typeof(Period))]
public sealed class ReopenMonthHandler(IRepository<Period, PeriodKey> periods) : ICommandHandler<ReopenMonth>
{
    public Task HandleAsync(ReopenMonth command, CancellationToken cancellationToken) =>
        periods.ChangeAsync(command.Period, static period => period.Reopen(), cancellationToken);
}
