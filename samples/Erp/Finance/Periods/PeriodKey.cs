namespace Erp.Finance;

/// <summary>One month of one company code's books.</summary>
public readonly record struct PeriodKey(string Company, int Year, int Month);
