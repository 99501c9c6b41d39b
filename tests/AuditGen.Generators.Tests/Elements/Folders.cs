#pragma warning disable CA1002, CA2227, MA0016
using System.Collections.Immutable;

namespace AuditGen.Generators.Tests.Elements.Folders;

[Auditable]
public sealed record NumberedSheet([property: AuditKey] int Number, string? Text, decimal Amount);

[Auditable]
public sealed record NamedSheet([property: AuditKey] string? Name, string? Text, decimal Amount);

[Auditable]
public sealed record PlacedSheet([property: AuditKey] Guid Shelf, [property: AuditKey] int Place, string? Text, decimal Amount);

[Auditable("elements", "folder")]
public sealed class Folder
{
    [AuditKey] public int Id { get; set; }

    public List<NumberedSheet> Loose { get; set; } = [];

    [AuditOrdered] public List<NumberedSheet> Bound { get; set; } = [];

    public ImmutableArray<NumberedSheet> Sealed { get; set; }

    public IEnumerable<NumberedSheet?>? Lent { get; set; }
}
