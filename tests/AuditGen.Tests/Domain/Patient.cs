namespace AuditGen.Tests.Domain;

/// <summary>A person, with data about them.</summary>
[Auditable("identity", "patient")]
public sealed class Patient(string id)
{
    [AuditKey]
    public string Id { get; } = id;

    [AuditName, AuditPersonalData]
    public string Name { get; set; } = "";

    [AuditPersonalData]
    public string? Diagnosis { get; set; }

    public string? Ward { get; set; }

    public List<Visit> Visits { get; } = [];
}

public sealed record Visit(DateOnly On, [property: AuditPersonalData] string Note);

public sealed record TreatPatient(Func<IAuditScope, Task> Do, [property: AuditData] string Patient = "p-1")
{
    [AuditData, AuditPersonalData(Subject = nameof(Patient))]
    public string? Remark { get; init; }
}

[Audited("patient.treat", AuditCategory.Update, typeof(Patient))]
public sealed class TreatPatientHandler(IAuditScope audit) : ICommandHandler<TreatPatient>
{
    public Task HandleAsync(TreatPatient command, CancellationToken cancellationToken) => command.Do(audit);
}
