using System.Collections.Immutable;
using Erp.Identity;

namespace Erp.Simulation;

/// <summary>Who sits at a seat.</summary>
internal sealed record SeatUser(Id<User> Id, string UserName, string DisplayName, string Password)
{
    public ImmutableArray<string> Roles { get; init; } = ["clerk"];

    public decimal ApprovalLimit { get; init; } = 5_000m;

    public string Ip { get; init; } = "10.0.0.1";

    public string UserAgent { get; init; } = "Mozilla/5.0 (X11; Linux x86_64)";
}
