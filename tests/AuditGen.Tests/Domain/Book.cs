namespace AuditGen.Tests.Domain;

/// <summary>A resource with many parts.</summary>
[Auditable("finance", "book")]
public sealed class Book(string id)
{
    [AuditKey]
    public string Id { get; } = id;

    public List<Entry> Entries { get; set; } = [];
}
