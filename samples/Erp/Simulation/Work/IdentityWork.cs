using Erp.Identity;

namespace Erp.Simulation.Work;

internal static class IdentityWork
{
    private static readonly string[] Permissions = ["invoice.read", "invoice.post", "stock.move", "user.read", "payroll.read", "report.export"];

    /// <summary>A new colleague gets an account, roles and a second factor.</summary>
    public static async Task NewUserAsync(Branch branch)
    {
        SeatUser user = await CreateAsync(branch);
        string role = await RoleAsync(branch);
        await branch.DecideAsync(new AssignRole(user.Id, role));
        await branch.Manager.MistakeAsync(new AssignRole(user.Id, role));
        await branch.DecideAsync(new EnrollMfa(user.Id, branch.Pick(MfaMethod.Totp, MfaMethod.SecurityKey), branch.Vault.Token(branch.Random)));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new RemoveRole(user.Id, role));
        }
    }

    /// <summary>A user forgets the password and is locked, unlocked and given a new one.</summary>
    public static async Task ForgottenPasswordAsync(Branch branch)
    {
        SeatUser user = await CreateAsync(branch);
        await branch.Manager.MistakeAsync(new UnlockUser(user.Id, branch.Why()));
        await branch.DecideAsync(new LockUser(user.Id, "reported a lost phone"));
        await branch.DecideAsync(new UnlockUser(user.Id, "phone was found"));
        await branch.Manager.MistakeAsync(new ResetPassword(user.Id, "short"));
        await branch.DecideAsync(new ResetPassword(user.Id, branch.Vault.Password(branch.Random)));
    }

    public static async Task ApiKeyAsync(Branch branch)
    {
        Id<ApiKey> id = branch.NewId<ApiKey>();
        await branch.DoAsync(new IssueApiKey(
            id, branch.NextNumber("KEY"), branch.Clerk.User.Id, branch.Vault.Token(branch.Random), ["stock.read", "stock.move"], branch.Today.AddDays(90)));
        if (branch.Chance(60))
        {
            await branch.DecideAsync(new RevokeApiKey(id, branch.Why()));
            await branch.Manager.MistakeAsync(new RevokeApiKey(id, branch.Why()));
        }
    }

    /// <summary>A user who was careless is logged out by the manager.</summary>
    public static async Task RevokedSessionAsync(Branch branch)
    {
        SeatUser user = await CreateAsync(branch);
        Seat seat = branch.NewSeat(user);
        await seat.LogInAsync(typo: branch.Chance(50));
        await branch.DecideAsync(new RevokeSession(seat.Session, "left the desk open"));
        await branch.Manager.MistakeAsync(new RevokeSession(seat.Session, "left the desk open"));
    }

    private static async Task<SeatUser> CreateAsync(Branch branch)
    {
        SeatUser user = branch.NewUser(branch.NextNumber("u"), 1_000m);
        await branch.DecideAsync(new CreateUser(user.Id, user.UserName, user.DisplayName, $"{user.UserName}@example.com", user.Password));
        return user;
    }

    private static async Task<string> RoleAsync(Branch branch)
    {
        string role = branch.NextNumber("role");
        await branch.DecideAsync(new CreateRole(role, "made for a colleague"));
        string[] permissions = [.. Permissions];
        branch.Random.Shuffle(permissions);
        await branch.DecideAsync(new GrantPermission(role, permissions[0]));
        await branch.DecideAsync(new GrantPermission(role, permissions[1]));
        await branch.DecideAsync(new RevokePermission(role, permissions[0]));
        return role;
    }
}
