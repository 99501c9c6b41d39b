namespace AuditGen.EntityFrameworkCore.CrashChild;

public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}
