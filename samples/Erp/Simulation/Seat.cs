using Erp.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Simulation;

/// <summary>One user at one browser: sends commands the way a web front end would, each in a scope of its own.</summary>
internal sealed class Seat(Branch branch, SeatUser user, IServiceProvider services)
{
    private Id<UserSession> _session;
    private AuditContext _context = AuditContext.Empty;

    /// <summary>The user.</summary>
    public SeatUser User => user;

    /// <summary>The session that the user is logged in with.</summary>
    public Id<UserSession> Session => _session;

    /// <summary>Logs in; with a typo first where asked for.</summary>
    public async Task LogInAsync(bool typo)
    {
        BeginSession();
        if (typo)
        {
            await MistakeAsync(Credentials(user.Password + "x"), events: 1);
        }

        await SendAsync(Credentials(user.Password));
    }

    /// <summary>Tries to log in with the wrong password.</summary>
    /// <param name="guess">The wrong password.</param>
    /// <param name="ip">Where from.</param>
    public async Task FailToLogInAsync(string guess, string ip)
    {
        BeginSession(ip);
        await MistakeAsync(Credentials(guess, ip), events: 1);
    }

    /// <summary>Logs in from elsewhere.</summary>
    public async Task LogInFromAsync(string ip)
    {
        BeginSession(ip);
        await SendAsync(Credentials(user.Password, ip));
    }

    public Task LogOutAsync() => SendAsync(new LogOut(_session));

    /// <summary>Sends a command that is carried out.</summary>
    public async Task SendAsync<TCommand>(TCommand command)
    {
        await RunAsync(command, hangUp: false);
        branch.Tally.Count(Ending.Done);
    }

    /// <summary>Sends a command that the business refuses.</summary>
    /// <param name="command">The command.</param>
    /// <param name="events">How many events the refusal leaves.</param>
    public async Task MistakeAsync<TCommand>(TCommand command, int events = 0)
    {
        try
        {
            await RunAsync(command, hangUp: false);
        }
        catch (BusinessRuleException)
        {
            branch.Tally.Count(Ending.Refused, events);
            return;
        }

        throw new InvalidOperationException($"{typeof(TCommand).Name} should have been refused.");
    }

    /// <summary>Sends a command that the store cannot commit.</summary>
    public async Task ClashAsync<TCommand>(TCommand command)
    {
        try
        {
            await RunAsync(command, hangUp: false);
        }
        catch (CommitFailedException)
        {
            branch.Tally.Count(Ending.RolledBack);
            return;
        }

        throw new InvalidOperationException($"{typeof(TCommand).Name} should not have been committed.");
    }

    /// <summary>Sends a command and hangs up just before it commits.</summary>
    public async Task HangUpAsync<TCommand>(TCommand command)
    {
        try
        {
            await RunAsync(command, hangUp: true);
        }
        catch (OperationCanceledException)
        {
            branch.Tally.Count(Ending.RolledBack);
            return;
        }

        throw new InvalidOperationException($"{typeof(TCommand).Name} should have been cancelled.");
    }

    private async Task RunAsync<TCommand>(TCommand command, bool hangUp)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        branch.Clock.Tick();
        branch.Observe?.Invoke(command!);
        Fill(scope.ServiceProvider.GetRequiredService<RequestContext>());
        UnitOfWork work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        using var client = new CancellationTokenSource();
        work.Committing = hangUp ? client.Cancel : null;
        using IDisposable audit = AuditContext.Begin(_context with { Correlation = branch.Process });
        try
        {
            await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, client.Token);
        }
        finally
        {
            branch.Tally.CountEvents(work.Committed);
        }
    }

    private void BeginSession(string? ip = null)
    {
        _session = branch.NewId<UserSession>();
        _context = new()
        {
            Actor = new AuditActor(user.UserName) { Name = user.DisplayName, Roles = user.Roles },
            Session = _session.ToString(),
            Tenant = branch.Company,
            Source = new AuditSource { Ip = ip ?? user.Ip, UserAgent = user.UserAgent },
        };
    }

    private LogIn Credentials(string password, string? ip = null) => new(_session, user.UserName, password, ip ?? user.Ip, user.UserAgent);

    private void Fill(RequestContext request)
    {
        request.UserId = user.Id;
        request.UserName = user.UserName;
        request.SessionId = _session;
        request.Roles = user.Roles;
        request.ApprovalLimit = user.ApprovalLimit;
        request.Now = branch.Think();
    }
}
