using System.Collections.Immutable;
using System.Security.Claims;

namespace Erp.Serving;

/// <summary>Somebody who may sign in to the sample without a password.</summary>
/// <param name="Key">What the link calls them.</param>
/// <param name="Name">What people call them.</param>
/// <param name="May">What they may read, in words.</param>
internal sealed record SamplePerson(string Key, string Name, string May)
{
    public ImmutableArray<string> Roles { get; init; } = ["auditor"];

    /// <summary>The business contexts they may read; <c>*</c> for all.</summary>
    public ImmutableArray<string> Contexts { get; init; } = ["*"];

    /// <summary>The companies they may read; <c>*</c> for all.</summary>
    public ImmutableArray<string> Companies { get; init; } = ["*"];

    /// <summary>Everybody, the investigator first.</summary>
    public static ImmutableArray<SamplePerson> All { get; } =
    [
        new("investigator", "Ingrid Kramer", "investigator: every context of every company, and re-sending what a store refused") { Roles = ["auditor", "audit-operator"] },
        new("accountant", "Felix Baum", "accountant of company C0000: its finance and treasury only") { Contexts = ["finance", "treasury"], Companies = ["C0000"] },
        new("data-protection", "Dora Pohl", "data protection officer: who works here and who may log in, and having a person erased") { Roles = ["auditor", "data-protection"], Contexts = ["hr", "identity", "auditgen"] },
    ];

    /// <summary>Their claims, as an identity provider would issue them.</summary>
    public ClaimsPrincipal SignIn(string scheme) => new(new ClaimsIdentity(
        [
            new("sub", Key),
            new("name", Name),
            new("email", $"{Name.Replace(' ', '.').ToLowerInvariant()}@example.com"),
            new("sid", Guid.CreateVersion7().ToString()),
            .. Roles.Select(static role => new Claim("role", role)),
            .. Contexts.Select(static context => new Claim("audit.context", context)),
            .. Companies.Select(static company => new Claim("audit.tenant", company)),
        ],
        scheme,
        "name",
        "role"));
}
