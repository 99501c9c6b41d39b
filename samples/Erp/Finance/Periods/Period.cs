namespace Erp.Finance;

/// <summary>A month of a company code's books, open for posting until it is closed.</summary>
[Auditable("finance", "period")]
public sealed class Period(PeriodKey key) : Aggregate, IKeyed<PeriodKey>
{
    [AuditKey]
    public string Company { get; } = key.Company;

    [AuditKey]
    public int Year { get; } = key.Year;

    [AuditKey]
    public int Month { get; } = key.Month;

    public PeriodStatus Status { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public int TimesReopened { get; private set; }

    PeriodKey IKeyed<PeriodKey>.Id => new(Company, Year, Month);

    public void Close(DateOnly on)
    {
        Rule.Require(Status == PeriodStatus.Open, "The period is closed already.");
        Status = PeriodStatus.Closed;
        ClosedOn = on;
    }

    public void Reopen()
    {
        Rule.Require(Status == PeriodStatus.Closed, "Only a closed month of an open year can be reopened.");
        Status = PeriodStatus.Open;
        ClosedOn = null;
        TimesReopened++;
    }

    public void CloseYear(DateOnly on)
    {
        Rule.Require(Month == 12, "The fiscal year closes with December.");
        Rule.Require(Status == PeriodStatus.Closed, "Close the month first.");
        Status = PeriodStatus.YearClosed;
        ClosedOn = on;
    }

    public void RequireOpen(DateOnly day)
    {
        Rule.Require(Status == PeriodStatus.Open, "The period is closed.");
        Rule.Require(day.Year == Year && day.Month == Month, "The day is not in the period.");
    }
}
