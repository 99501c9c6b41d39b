namespace AuditGen.Tests.Domain;

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class PostInvoiceHandler(IAuditScope audit) : ICommandHandler<PostInvoice>
{
    public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken) => command.Do(audit);
}

[Audited("invoice.match", AuditCategory.Match, typeof(Invoice))]
public sealed class MatchInvoiceHandler(IAuditScope audit) : ICommandHandler<MatchInvoice>
{
    public Task HandleAsync(MatchInvoice command, CancellationToken cancellationToken) => command.Do(audit);
}

[Audited("invoice.approve", AuditCategory.Approve, typeof(Invoice))]
[Audited("invoice.reject", AuditCategory.Reject, typeof(Invoice))]
public sealed class ReviewInvoiceHandler(IAuditScope audit) : ICommandHandler<ReviewInvoice>
{
    public Task HandleAsync(ReviewInvoice command, CancellationToken cancellationToken) => command.Do(audit);
}

[Audited("session.login", AuditCategory.Authenticate, typeof(User), OnFailure = "session.login_failed")]
public sealed class LogInHandler(IAuditScope audit) : ICommandHandler<LogIn>
{
    public Task HandleAsync(LogIn command, CancellationToken cancellationToken) => command.Do(audit);
}

[Audited("account.note", AuditCategory.Update, typeof(Account), Independent = true)]
public sealed class WriteLogHandler(IAuditScope audit) : ICommandHandler<WriteLog>
{
    public Task HandleAsync(WriteLog command, CancellationToken cancellationToken) => command.Do(audit);
}
