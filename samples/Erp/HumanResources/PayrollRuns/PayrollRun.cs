using Erp.Identity;

namespace Erp.HumanResources;

/// <summary>A month's salaries, from calculation to the bank.</summary>
[Auditable("hr", "payroll_run")]
public sealed class PayrollRun : Aggregate, IKeyed<Id<PayrollRun>>
{
    private const decimal NetShare = 0.62m;

    public PayrollRun(Id<PayrollRun> id, string name)
    {
        Id = id;
        Name = Rule.Text(name, "The name");
    }

    [AuditKey]
    public Id<PayrollRun> Id { get; }

    [AuditName]
    public string Name { get; }

    public PayrollStatus Status { get; private set; }

    public IReadOnlyList<Payslip> Payslips { get; private set; } = [];

    public Money Total { get; private set; }

    [AuditReference]
    public Id<User>? ApprovedBy { get; private set; }

    public string? BankFileSha256 { get; private set; }

    public void Calculate(IEnumerable<Employee> employees)
    {
        Rule.Require(Status == PayrollStatus.Calculated, "An approved payroll is not calculated again.");
        Payslips = [.. employees.Select(static employee => Slip(employee))];
        Rule.Require(Payslips.Count > 0, "Nobody is to be paid.");
        Total = Payslips.Aggregate(Money.Zero(Currency.EUR), static (sum, slip) => sum + slip.Gross);
    }

    public void Approve(Id<User> by)
    {
        Rule.Require(Status == PayrollStatus.Calculated, "Only a calculated payroll can be approved.");
        Status = PayrollStatus.Approved;
        ApprovedBy = by;
    }

    public void Post()
    {
        Rule.Require(Status == PayrollStatus.Approved, "Only an approved payroll can be posted.");
        Status = PayrollStatus.Posted;
    }

    public void Export(string bankFileSha256)
    {
        Rule.Require(Status is PayrollStatus.Posted or PayrollStatus.Exported, "Only a posted payroll can go to the bank.");
        Status = PayrollStatus.Exported;
        BankFileSha256 = bankFileSha256;
    }

    private static Payslip Slip(Employee employee)
    {
        Rule.Require(employee.Status == EmploymentStatus.Employed, "Somebody on the list has left.");
        Money gross = employee.Salary * (1m / 12m);
        return new(employee.Id, gross, gross * NetShare);
    }
}
