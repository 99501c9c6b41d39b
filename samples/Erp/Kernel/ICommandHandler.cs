[assembly: CommandHandler(typeof(Erp.Kernel.ICommandHandler<>))]

namespace Erp.Kernel;

/// <summary>Carries out one kind of command. The assembly attribute above makes every implementation an audited one.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
public interface ICommandHandler<in TCommand>
{
    /// <summary>Carries the command out, or throws and leaves everything as it was.</summary>
    /// <exception cref="BusinessRuleException">The business refuses it.</exception>
    /// <exception cref="CommitFailedException">The store could not commit it.</exception>
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}
