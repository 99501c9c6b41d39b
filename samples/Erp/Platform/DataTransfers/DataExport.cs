namespace Erp.Platform;

/// <summary>Data that left the system.</summary>
[Auditable("platform", "data_export")]
public sealed class DataExport(Id<DataExport> id, string entity, string filter, int rows, string recipient) : Aggregate, IKeyed<Id<DataExport>>
{
    [AuditKey]
    public Id<DataExport> Id { get; } = id;

    [AuditName]
    public string Entity { get; } = Rule.Text(entity, "What is exported");

    public string Filter { get; } = filter;

    public int Rows { get; } = rows;

    public string Recipient { get; } = Rule.Text(recipient, "The recipient");
}
