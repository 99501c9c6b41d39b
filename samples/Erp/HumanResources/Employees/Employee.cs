namespace Erp.HumanResources;

/// <summary>A person who works, or worked, for the company.</summary>
[Auditable("hr", "employee")]
public sealed class Employee : Aggregate, IKeyed<Id<Employee>>, IUnique
{
    public Employee(Id<Employee> id, string number, string name, string position, Id<Employee>? manager, Money salary, Iban bankAccount, PersonalData personal, DateOnly hiredOn)
    {
        Id = id;
        Number = Rule.Text(number, "The personnel number");
        Name = Rule.Text(name, "The name");
        Position = Rule.Text(position, "The position");
        Manager = manager;
        Salary = salary;
        BankAccount = bankAccount;
        Personal = personal;
        HiredOn = hiredOn;
    }

    [AuditKey]
    public Id<Employee> Id { get; }

    public string Number { get; }

    [AuditName]
    [AuditPersonalData]
    public string Name { get; }

    public EmploymentStatus Status { get; private set; }

    public string Position { get; private set; }

    [AuditReference]
    public Id<Employee>? Manager { get; private set; }

    /// <summary>For a year, before taxes.</summary>
    [AuditSensitive(Sensitivity.Mask)]
    public Money Salary { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public Iban BankAccount { get; }

    public PersonalData Personal { get; private set; }

    public DateOnly HiredOn { get; private set; }

    public DateOnly? LeftOn { get; private set; }

    string IUnique.UniqueName => Number;

    public void ChangePosition(string position)
    {
        RequireEmployed();
        Position = Rule.Text(position, "The position");
    }

    public void ChangeSalary(Money salary)
    {
        RequireEmployed();
        Rule.Require(salary.Amount > 0m, "A salary is more than nothing.");
        Rule.Require(salary.Amount <= Salary.Amount * 1.5m, "A raise of more than half needs a new contract.");
        Salary = salary;
    }

    public void ChangeManager(Id<Employee> manager)
    {
        RequireEmployed();
        Rule.Require(manager != Id, "Nobody is their own manager.");
        Manager = manager;
    }

    public void UpdatePersonalData(PersonalData personal) => Personal = personal;

    public void Terminate(DateOnly on)
    {
        RequireEmployed();
        Rule.Require(on >= HiredOn, "Nobody leaves before they came.");
        Status = EmploymentStatus.Terminated;
        LeftOn = on;
    }

    public void Rehire(DateOnly on, string position)
    {
        Rule.Require(Status == EmploymentStatus.Terminated, "The person works here.");
        Status = EmploymentStatus.Employed;
        HiredOn = on;
        LeftOn = null;
        Position = Rule.Text(position, "The position");
    }

    private void RequireEmployed() => Rule.Require(Status == EmploymentStatus.Employed, "The person has left.");
}
