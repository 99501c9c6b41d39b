namespace Erp.Logistics;

/// <summary>What customs is told of a shipment; the tariff code has eight digits.</summary>
[Auditable("logistics", "customs_declaration")]
public sealed class CustomsDeclaration : Aggregate, IKeyed<Id<CustomsDeclaration>>
{
    public CustomsDeclaration(Id<CustomsDeclaration> id, Id<Shipment> shipment, string tariffCode, Money value)
    {
        Rule.Require(tariffCode.Length == 8 && tariffCode.All(char.IsAsciiDigit), "A tariff code has eight digits.");
        Id = id;
        Shipment = shipment;
        TariffCode = tariffCode;
        Value = value;
    }

    [AuditKey]
    public Id<CustomsDeclaration> Id { get; }

    [AuditReference]
    public Id<Shipment> Shipment { get; }

    public CustomsStatus Status { get; private set; }

    public string TariffCode { get; }

    public Money Value { get; }

    public string? ReleaseNumber { get; private set; }

    public void Release(string releaseNumber)
    {
        Rule.Require(Status == CustomsStatus.Submitted, "The declaration was released already.");
        Status = CustomsStatus.Released;
        ReleaseNumber = Rule.Text(releaseNumber, "The release number");
    }
}
