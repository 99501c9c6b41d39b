#pragma warning disable CA1711
namespace AuditGen.Generators.Tests.Semantics.Personnel;

public readonly record struct PersonId(Guid Value);

public enum Confession
{
    None,
    Other,
}

public sealed record Home(string Street, string City);

[Auditable]
public sealed record Contact([property: AuditPersonalData] string? Phone, [property: AuditPersonalData(Subject = "Boss", Kind = "person")] string? AskFirst)
{
    public bool IsVerified { get; init; }
}

[Auditable("hr", "person")]
public sealed class Person
{
    [AuditKey] public PersonId Id { get; init; }

    [AuditName]
    [AuditPersonalData]
    public string Name { get; set; } = "";

    [AuditPersonalData] public DateOnly? BornOn { get; set; }

    [AuditPersonalData] public Home? Home { get; set; }

    [AuditPersonalData] public List<string> Languages { get; } = [];

    [AuditPersonalData] public Confession Confession { get; set; }

    [AuditPersonalData, AuditSensitive(Sensitivity.Mask)] public string? Pin { get; set; }

    public PersonId Boss { get; set; }

    public Contact? Contact { get; set; }
}

[Auditable("hr", "leave")]
public sealed class Leave
{
    [AuditKey] public int Number { get; init; }

    public PersonId? Who { get; set; }

    [AuditPersonalData(Subject = nameof(Who), Kind = "person")] public string? Why { get; set; }
}
