using Erp.HumanResources;
using Erp.Identity;
using Erp.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>An employee, with a user of the same person, whose data is like nothing else of the run.</summary>
internal static class ForgottenPerson
{
    /// <summary>The person as the user's data names it.</summary>
    public const string UserSubject = "user:vogelsang";

    private static readonly Id<Employee> s_employee = new(Guid.Parse("0197f3a0-0000-7000-8000-00000000abcd"));
    private static readonly Id<User> s_user = new(Guid.Parse("0197f3a0-0000-7000-8000-00000000abce"));

    /// <summary>The person as the employee's data names it.</summary>
    public static string Subject => s_employee.ToString();

    /// <summary>What only this person has.</summary>
    public static IReadOnlyList<string> Canaries { get; } =
    [
        "Canaria Kanarienvogel", "1931-07-19", "Kanarienweg 77153", "Kanariengasse 90817", "+49 1577 77153901", "Kanaria Vogelsang", "vogelsang.canary@example.com",
    ];

    /// <summary>The person is hired, moves, and works; a user of the same person is made and acts.</summary>
    public static async Task LiveAsync(IServiceProvider services)
    {
        var personal = new PersonalData(new DateOnly(1931, 7, 19), "65111222Q333444", new Address("Kanarienweg 77153", "10115", "Berlin", "DE"), "+49 1577 77153901");
        using (As("manager"))
        {
            await SendAsync(services, new HireEmployee(
                s_employee, "EMP-ERASE-1", "Canaria Kanarienvogel", "Archivist", null, new Money(50_000m, Currency.EUR), Iban.Compose("NL", "CNRY1234567890").Value, personal));
            await SendAsync(services, new UpdatePersonalData(s_employee, personal with { Home = new Address("Kanariengasse 90817", "10117", "Berlin", "DE") }));
            await SendAsync(services, new CreateUser(s_user, "vogelsang", "Kanaria Vogelsang", "vogelsang.canary@example.com", "Pw!abcdefghijklmn9"));
        }

        using IDisposable acting = AuditContext.Begin(new AuditContext { Actor = new AuditActor("vogelsang") { Name = "Kanaria Vogelsang", Email = "vogelsang.canary@example.com" } });
        await SendAsync(services, new SubmitLeaveRequest(
            new Id<LeaveRequest>(Guid.CreateVersion7()), s_employee, new DateRange(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 5))));
    }

    private static async Task SendAsync<TCommand>(IServiceProvider services, TCommand command)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        RequestContext request = scope.ServiceProvider.GetRequiredService<RequestContext>();
        request.Now = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
        request.Roles = ["manager", "administrator"];
        request.ApprovalLimit = 1_000_000m;
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, TestContext.Current.CancellationToken);
    }

    /// <summary>The officer acts, in a role.</summary>
    public static IDisposable As(string role) => AuditContext.Begin(new AuditContext { Actor = new AuditActor("officer") { Name = "The officer", Roles = [role] } });
}
