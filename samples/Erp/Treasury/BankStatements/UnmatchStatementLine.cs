namespace Erp.Treasury;

public sealed record UnmatchStatementLine(Id<BankStatement> Id, int Line, [property: AuditReason] string Why);

[Audited("bank_statement.unmatch", AuditCategory.Reverse, typeof(BankStatement))]
public sealed class UnmatchStatementLineHandler(IRepository<BankStatement> bankStatements) : ICommandHandler<UnmatchStatementLine>
{
    public Task HandleAsync(UnmatchStatementLine command, CancellationToken cancellationToken) =>
        bankStatements.ChangeAsync(command.Id, bankStatement => bankStatement.Unmatch(command.Line), cancellationToken);
}
