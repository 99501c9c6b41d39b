using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Sensitive;

public sealed class PersonalDataTests
{
    [Fact]
    public Task A_person_is_found_beside_the_value_in_the_resource_or_is_the_resource() => Verify.NothingAsync("""
        [Auditable("hr", "employee")] public sealed class Employee
        {
            [AuditKey] public Guid Id { get; private set; }
            [AuditName, AuditPersonalData] public string Name { get; set; } = "";
            [AuditPersonalData] public DateOnly DateOfBirth { get; set; }
            public Contact? Contact { get; set; }
        }
        [Auditable("hr", "leave")] public sealed class Leave
        {
            [AuditKey] public Guid Id { get; private set; }
            public Guid EmployeeId { get; set; }
            [AuditPersonalData(Subject = nameof(EmployeeId), Kind = "employee")] public string? Diagnosis { get; set; }
        }
        [Auditable] public sealed class Contact
        {
            [AuditPersonalData] public string? Phone { get; set; }
            [AuditPersonalData(Subject = "EmployeeId")] public string? Mobile { get; set; }
            public Guid Partner { get; set; }
            [AuditPersonalData(Subject = nameof(Partner))] public string? PartnersPhone { get; set; }
        }
        public sealed record Note([property: AuditData] Guid Employee, [property: AuditData, AuditPersonalData(Subject = "Employee")] string Text);
        """);

    [Fact]
    public async Task A_person_that_is_not_there_is_an_error()
    {
        var found = await Verify.ReportsAsync("AUD2005", """
            [Auditable("hr", "leave")] public sealed class Leave
            {
                [AuditKey] public Guid Id { get; private set; }
                [AuditIgnore("joined")] public Guid Ignored { get; set; }
                [AuditSensitive(Sensitivity.Mask)] public string? Hidden { get; set; }
                [AuditPersonalData(Subject = "Employee")] public string? [|Diagnosis|] { get; set; }
                [AuditPersonalData(Subject = nameof(Ignored))] public string? [|Second|] { get; set; }
                [AuditPersonalData(Subject = nameof(Hidden))] public string? [|Third|] { get; set; }
                [AuditPersonalData(Subject = nameof(Second))] public string? [|Fourth|] { get; set; }
            }
            [Auditable] public sealed class Part { [AuditPersonalData(Subject = "Nobody")] public string? [|Phone|] { get; set; } }
            public sealed record Note([property: AuditData, AuditPersonalData] string [|Text|], [property: AuditData, AuditPersonalData(Subject = "Nobody")] string [|More|]);
            """);
        found.Single(each => each.GetMessage().StartsWith("'Diagnosis'", StringComparison.Ordinal)).GetMessage()
            .ShouldBe("'Diagnosis' is personal data of nobody: 'Leave' has no recorded member 'Employee'; name the member that identifies the person, or leave Subject out where the resource is the person");
    }

    [Fact]
    public Task A_part_whose_resources_are_elsewhere_is_not_judged() => Verify.NothingAsync("""
        [Auditable] public sealed class Part { [AuditPersonalData(Subject = "Employee")] public string? Phone { get; set; } }
        """);

    [Fact]
    public Task What_cannot_be_personal_data_contradicts() => Verify.ReportsAsync("AUD0012", """
        [Auditable("hr", "employee")] public sealed class Employee
        {
            [AuditKey, AuditPersonalData] public string [|Number|] { get; private set; } = "";
            [AuditVersion, AuditPersonalData] public int [|Version|] { get; set; }
            [AuditSensitive(Sensitivity.Hash), AuditPersonalData] public string? [|Iban|] { get; set; }
            [AuditIgnore("derived"), AuditPersonalData] public string? [|Initials|] { get; set; }
            [AuditPersonalData] public string? Phone { get; set; }
        }
        """);

    [Fact]
    public Task Personal_data_counts_as_classified() => Verify.NothingAsync("""
        [Auditable("hr", "employee")] public sealed class Employee { [AuditKey] public Guid Id { get; private set; } [AuditPersonalData] public string? Iban { get; set; } }
        """);

    [Fact]
    public Task Personal_data_in_an_exception_is_reported() => Verify.ReportsAsync("AUD2003", """
        [Auditable("hr", "employee")] public sealed class Employee
        {
            [AuditKey] public Guid Id { get; private set; }
            [AuditPersonalData] public string? Phone { get; set; }
            public void Check() => throw new InvalidOperationException([|$"call {Phone}"|]);
        }
        """);
}
