using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>Signs everybody in: as an auditor of everything, or, with the header, as one of two contexts of one tenant.</summary>
internal sealed class Auditor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "benchmark";

    /// <summary>The header that asks for less.</summary>
    public const string Limited = "X-Limited";

    public static readonly string[] Contexts = ["context1", "context9"];
    public const string Tenant = "tenant2";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        bool limited = Request.Headers.ContainsKey(Limited);
        IEnumerable<Claim> claims =
        [
            new("sub", "u-auditor"), new("name", "Ann Auditor"), new("role", "auditor"), new("sid", "s-auditor"),
            .. (limited ? Contexts : ["*"]).Select(static context => new Claim("audit.context", context)),
            new("audit.tenant", limited ? Tenant : "*"),
        ];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName, "name", "role"));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }
}
