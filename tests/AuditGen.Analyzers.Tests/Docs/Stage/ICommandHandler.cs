[assembly: CommandHandler(typeof(ICommandHandler<>))]

public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}
