using Erp.Finance;

namespace Erp.Treasury;

/// <summary>What the bank says moved on an account.</summary>
[Auditable("treasury", "bank_statement")]
public sealed class BankStatement : Aggregate, IKeyed<Id<BankStatement>>
{
    public BankStatement(Id<BankStatement> id, Id<BankAccount> account, string number, Money opening, IReadOnlyList<StatementLine> lines)
    {
        Id = id;
        Account = account;
        Number = Rule.Text(number, "The statement number");
        Opening = opening;
        Closing = lines.Aggregate(opening, static (sum, line) => sum + line.Amount);
        Lines = lines;
    }

    [AuditKey]
    public Id<BankStatement> Id { get; }

    [AuditReference]
    public Id<BankAccount> Account { get; }

    [AuditName]
    public string Number { get; }

    public Money Opening { get; }

    public Money Closing { get; }

    public IReadOnlyList<StatementLine> Lines { get; private set; }

    public void Match(int line, Id<Payment> payment)
    {
        Rule.Require(Line(line).Payment is null, "The line is matched already.");
        Set(line, payment);
    }

    public void Unmatch(int line)
    {
        Rule.Require(Line(line).Payment is not null, "The line is not matched.");
        Set(line, null);
    }

    private StatementLine Line(int number)
    {
        StatementLine? line = Lines.FirstOrDefault(line => line.Number == number);
        Rule.Require(line is not null, "The statement has no such line.");
        return line;
    }

    private void Set(int number, Id<Payment>? payment) =>
        Lines = [.. Lines.Select(line => line.Number == number ? line with { Payment = payment } : line)];
}
