namespace Erp.Platform;

/// <summary>A file that was read into the system.</summary>
[Auditable("platform", "data_import")]
public sealed class DataImport : Aggregate, IKeyed<Id<DataImport>>
{
    public DataImport(Id<DataImport> id, string file, string entity, int rows, int rejected)
    {
        Rule.Require(rows >= 0 && rejected >= 0 && rejected <= rows, "More rows were refused than read.");
        Id = id;
        File = Rule.Text(file, "The file");
        Entity = entity;
        Rows = rows;
        Rejected = rejected;
    }

    [AuditKey]
    public Id<DataImport> Id { get; }

    [AuditName]
    public string File { get; }

    public string Entity { get; }

    public int Rows { get; }

    public int Rejected { get; }
}
