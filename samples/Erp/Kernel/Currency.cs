namespace Erp.Kernel;

/// <summary>A currency by its ISO 4217 code; the number is the standard's numeric code.</summary>
public enum Currency
{
    None = 0,
    CHF = 756,
    GBP = 826,
    USD = 840,
    EUR = 978,
}
