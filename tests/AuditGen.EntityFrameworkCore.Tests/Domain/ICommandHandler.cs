namespace AuditGen.EntityFrameworkCore.Tests.Domain;

public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}
