using AuditGen.Reading;
using Erp.Identity;
using Erp.Platform;
using Erp.Simulation;

namespace Erp.Stories;

/// <summary>
/// Somebody guesses until the user is locked, talks the help desk into a new password, logs in with it and takes data away.
/// </summary>
internal sealed class AccountTakeover : Story
{
    public const string UserName = "theo.ziegler.treasury";

    private const string Attacker = "91.240.118.22";

    public override string Title => "Failed log-ins before a takeover";

    public override string Question => $"Was the account {UserName} taken over, and what was done with it?";

    public override IReadOnlyList<string> Actions =>
    [
        "session.login_failed", "session.login_failed", "session.login_failed", "session.login_failed", "user.lock", "session.login_failed",
        "user.unlock", "user.reset_password", "session.login", "user.enroll_mfa", "data_export.run", "session.revoke",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Manager.LogInAsync(typo: false);
        SeatUser user = branch.NewUser("treasury", 1_000m) with { UserName = UserName };
        branch.LoadUser(user);
        Seat victim = branch.NewSeat(user);
        for (int attempt = 0; attempt < LoginThrottle.Limit; attempt++)
        {
            await victim.FailToLogInAsync($"Guess-number-{attempt}", Attacker);
        }

        await branch.DecideAsync(new UnlockUser(user.Id, "caller said the phone is new"));
        string password = branch.Vault.Password(branch.Random);
        await branch.DecideAsync(new ResetPassword(user.Id, password));
        Seat thief = branch.NewSeat(user with { Password = password });
        await thief.LogInFromAsync(Attacker);
        await thief.SendAsync(new EnrollMfa(user.Id, MfaMethod.Totp, branch.Vault.Token(branch.Random)));
        await thief.SendAsync(new RunDataExport(branch.NewId<DataExport>(), "bank_account", "all", 412, "private mailbox"));
        await branch.DecideAsync(new RevokeSession(thief.Session, "odd export reported"));
        await branch.Manager.LogOutAsync();
    }

    /// <summary>What was done to the user and by the user, and what became of the user's sessions.</summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> by = await AllAsync(reader, new AuditQuery { Access = access, Actors = [UserName] }, cancellationToken);
        IReadOnlyList<AuditEvent> to = await AllAsync(reader, new AuditQuery { Access = access, Contexts = ["identity"], Text = UserName }, cancellationToken);
        return [.. by.Concat(to).DistinctBy(static found => found.Id).OrderBy(static found => found.Id)];
    }
}
