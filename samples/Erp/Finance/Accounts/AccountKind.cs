namespace Erp.Finance;

public enum AccountKind
{
    Asset,
    Liability,
    Equity,
    Revenue,
    Expense,
}
