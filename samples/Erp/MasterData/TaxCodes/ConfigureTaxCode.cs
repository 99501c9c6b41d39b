namespace Erp.MasterData;

public sealed record ConfigureTaxCode(string Code, decimal Rate, DateOnly ValidFrom);

/// <summary>Sets the rate of a tax code, which comes into being when it is first configured.</summary>
[Audited("tax_code.configure", AuditCategory.Configure, typeof(TaxCode))]
public sealed class ConfigureTaxCodeHandler(IRepository<TaxCode, string> codes) : ICommandHandler<ConfigureTaxCode>
{
    public Task HandleAsync(ConfigureTaxCode command, CancellationToken cancellationToken) =>
        codes.SetAsync(
            command.Code,
            static code => new TaxCode(code),
            code => code.Configure(command.Rate, command.ValidFrom),
            cancellationToken);
}
