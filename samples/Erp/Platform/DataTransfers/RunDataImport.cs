namespace Erp.Platform;

public sealed record RunDataImport(Id<DataImport> Id, string File, string Entity, int Rows, int Rejected);

[Audited("data_import.run", AuditCategory.Import, typeof(DataImport))]
public sealed class RunDataImportHandler(IRepository<DataImport> dataImports) : ICommandHandler<RunDataImport>
{
    public Task HandleAsync(RunDataImport command, CancellationToken cancellationToken) =>
        dataImports.AddAsync(new(command.Id, command.File, command.Entity, command.Rows, command.Rejected), cancellationToken);
}
