namespace Erp.Finance;

/// <summary>An account of the general ledger. Debits raise the balance, credits lower it.</summary>
[Auditable("finance", "account")]
public sealed class Account : Aggregate, IKeyed<Id<Account>>, IUnique
{
    public Account(Id<Account> id, string code, string name, AccountKind kind, Currency currency)
    {
        Id = id;
        Code = Rule.Text(code, "The account code");
        Name = Rule.Text(name, "The account name");
        Kind = kind;
        Balance = Money.Zero(currency);
        IsActive = true;
    }

    [AuditKey]
    public Id<Account> Id { get; }

    [AuditName]
    public string Code { get; }

    public string Name { get; private set; }

    public AccountKind Kind { get; private set; }

    public Money Balance { get; private set; }

    public bool IsActive { get; private set; }

    string IUnique.UniqueName => Code;

    public void Update(string name, AccountKind kind)
    {
        Rule.Require(kind == Kind || Balance.Amount == 0m, "The kind of an account with a balance cannot change.");
        Name = Rule.Text(name, "The account name");
        Kind = kind;
    }

    public void SetActive(bool active)
    {
        Rule.Require(active || Balance.Amount == 0m, "An account with a balance cannot be closed.");
        IsActive = active;
    }

    public void AdjustBalance(Money difference) => Book(difference);

    public void Book(Money amount)
    {
        Rule.Require(IsActive, "Nothing can be posted to a closed account.");
        Balance += amount;
    }
}
