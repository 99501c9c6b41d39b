namespace Erp.Treasury;

/// <summary>One of the company's own accounts, and who may sign for it.</summary>
[Auditable("treasury", "bank_account")]
public sealed class BankAccount : Aggregate, IKeyed<Id<BankAccount>>
{
    public BankAccount(Id<BankAccount> id, string name, Iban iban, Currency currency, IReadOnlyList<string> signatories)
    {
        Id = id;
        Name = Rule.Text(name, "The name");
        Iban = iban;
        Currency = currency;
        ChangeSignatories(signatories);
    }

    [AuditKey]
    public Id<BankAccount> Id { get; }

    [AuditName]
    public string Name { get; }

    [AuditSensitive(Sensitivity.Mask)]
    public Iban Iban { get; }

    public Currency Currency { get; }

    public IReadOnlyList<string> Signatories { get; private set; } = [];

    public DateOnly? ClosedOn { get; private set; }

    public void ChangeSignatories(IReadOnlyList<string> signatories)
    {
        Rule.Require(ClosedOn is null, "The account is closed.");
        Rule.Require(signatories.Distinct(StringComparer.Ordinal).Count() >= 2, "Two people sign for an account.");
        Signatories = signatories;
    }

    public void Close(DateOnly on)
    {
        Rule.Require(ClosedOn is null, "The account is closed already.");
        ClosedOn = on;
    }
}
