namespace Erp.Treasury;

public sealed record ImportBankStatement(
    Id<BankStatement> Id,
    Id<BankAccount> Account,
    string Number,
    Money Opening,
    IReadOnlyList<StatementLine> Lines,
    [property: AuditData] string File);

[Audited("bank_statement.import", AuditCategory.Import, typeof(BankStatement))]
public sealed class ImportBankStatementHandler(IRepository<BankStatement> bankStatements) : ICommandHandler<ImportBankStatement>
{
    public Task HandleAsync(ImportBankStatement command, CancellationToken cancellationToken) =>
        bankStatements.AddAsync(new(command.Id, command.Account, command.Number, command.Opening, command.Lines), cancellationToken);
}
