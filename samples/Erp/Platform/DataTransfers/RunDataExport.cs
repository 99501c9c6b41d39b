namespace Erp.Platform;

public sealed record RunDataExport(Id<DataExport> Id, string Entity, string Filter, int Rows, string Recipient);

[Audited("data_export.run", AuditCategory.Export, typeof(DataExport))]
public sealed class RunDataExportHandler(IRepository<DataExport> dataExports) : ICommandHandler<RunDataExport>
{
    public Task HandleAsync(RunDataExport command, CancellationToken cancellationToken) =>
        dataExports.AddAsync(new(command.Id, command.Entity, command.Filter, command.Rows, command.Recipient), cancellationToken);
}
