using Erp.Finance;

namespace Erp.Treasury;

public sealed record MatchStatementLine(Id<BankStatement> Id, int Line, Id<Payment> Payment);

[Audited("bank_statement.match", AuditCategory.Match, typeof(BankStatement))]
public sealed class MatchStatementLineHandler(IRepository<BankStatement> bankStatements) : ICommandHandler<MatchStatementLine>
{
    public Task HandleAsync(MatchStatementLine command, CancellationToken cancellationToken) =>
        bankStatements.ChangeAsync(command.Id, bankStatement => bankStatement.Match(command.Line, command.Payment), cancellationToken);
}
