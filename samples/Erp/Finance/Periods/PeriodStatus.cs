namespace Erp.Finance;

public enum PeriodStatus
{
    Open,
    Closed,
    YearClosed,
}
