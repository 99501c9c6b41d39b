using Erp.MasterData;

namespace Erp.Procurement;

/// <summary>A partner the company buys from.</summary>
[Auditable("procurement", "supplier")]
public sealed class Supplier(Id<Supplier> id, string name, Id<Partner> partner, Address address, Iban bankAccount)
    : Aggregate, IKeyed<Id<Supplier>>
{
    [AuditKey]
    public Id<Supplier> Id { get; } = id;

    [AuditName]
    public string Name { get; } = Rule.Text(name, "The name");

    [AuditReference]
    public Id<Partner> Partner { get; } = partner;

    public Address Address { get; } = address;

    [AuditSensitive(Sensitivity.Mask)]
    public Iban BankAccount { get; private set; } = bankAccount;

    public DateOnly? AccountChangedOn { get; private set; }

    public SupplierGrade Grade { get; private set; }

    public int? Score { get; private set; }

    public bool IsBlocked { get; private set; }

    public void Evaluate(int score)
    {
        Rule.Require(score is >= 0 and <= 100, "A score lies between 0 and 100.");
        Score = score;
        Grade = score >= 80 ? SupplierGrade.A : score >= 50 ? SupplierGrade.B : SupplierGrade.C;
    }

    public void Block()
    {
        Rule.Require(!IsBlocked, "The supplier is blocked already.");
        IsBlocked = true;
    }

    public void ChangeBankAccount(Iban account, DateOnly on)
    {
        Rule.Require(!IsBlocked, "The supplier is blocked.");
        Rule.Require(account != BankAccount, "This is the supplier's account already.");
        BankAccount = account;
        AccountChangedOn = on;
    }
}
