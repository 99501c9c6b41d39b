namespace Erp.MasterData;

/// <summary>A rate of tax and since when it holds.</summary>
[Auditable("masterdata", "tax_code")]
public sealed class TaxCode(string code) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string Code { get; } = Rule.Text(code, "The tax code");

    public decimal Rate { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    string IKeyed<string>.Id => Code;

    public void Configure(decimal rate, DateOnly validFrom)
    {
        Rule.Require(rate is >= 0m and < 1m, "A tax rate lies between 0 and 100 %.");
        Rate = rate;
        ValidFrom = validFrom;
    }
}
