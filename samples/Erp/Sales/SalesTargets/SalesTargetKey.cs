namespace Erp.Sales;

/// <summary>A region and a quarter.</summary>
public readonly record struct SalesTargetKey(string Region, int Year, int Quarter);
