using AuditGen;
using AuditGen.Benchmarks.Commands;

[assembly: CommandHandler(typeof(ICommandHandler<>))]

namespace AuditGen.Benchmarks.Commands;

/// <summary>What a handler is here.</summary>
public interface ICommandHandler<in TCommand>
{
    /// <summary>Runs the command.</summary>
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}
