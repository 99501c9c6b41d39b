using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore;

/// <summary>How the actor, the session and the rest of an <see cref="AuditContext"/> are read from a request.</summary>
public sealed class AuditCaptureOptions
{
    /// <summary>Claim types that hold the subject's id, first found first taken.</summary>
    public IList<string> IdClaims { get; } = ["sub", ClaimTypes.NameIdentifier, "oid", "client_id"];

    /// <summary>Claim types that hold the display name.</summary>
    public IList<string> NameClaims { get; } = ["name", ClaimTypes.Name, "preferred_username"];

    /// <summary>Claim types that hold the e-mail address.</summary>
    public IList<string> EmailClaims { get; } = ["email", ClaimTypes.Email];

    /// <summary>Claim types that hold the roles.</summary>
    public IList<string> RoleClaims { get; } = ["role", "roles", ClaimTypes.Role];

    /// <summary>Claim types that hold the session's id.</summary>
    public IList<string> SessionClaims { get; } = ["sid"];

    /// <summary>Claim types that hold the tenant.</summary>
    public IList<string> TenantClaims { get; } = ["tenant", "tid", "org_id"];

    /// <summary>
    /// The claim that names the party really acting when it stands in for the subject: <c>act</c> of RFC 8693 §4.1, a JSON
    /// object with <c>sub</c>. The subject is then recorded as on-behalf-of.
    /// </summary>
    public string ActorClaim { get; set; } = "act";

    /// <summary>The request header that carries the correlation id; taken as it is, up to <see cref="MaxLength"/> characters.</summary>
    public string CorrelationHeader { get; set; } = "X-Correlation-Id";

    /// <summary>The longest value taken from a request, in UTF-16 units; what is longer is cut. At least 16; 1,024 by default.</summary>
    public int MaxLength { get; set; } = 1024;

    /// <summary>
    /// The session's id where no claim holds it, such as that of ASP.NET Core's session state. Must not return a secret: what
    /// it returns is stored and shown.
    /// </summary>
    public Func<HttpContext, string?>? Session { get; set; }

    /// <summary>The tenant where no claim holds it, such as from the host name.</summary>
    public Func<HttpContext, string?>? Tenant { get; set; }

    /// <summary>
    /// The response header that names, after a request during which events were recorded, the journal index to wait for: whoever gives it back as
    /// <c>wait_for</c> reads their own writes. None by default, because it tells every caller how much is recorded; <c>Audit-Index</c> is a good name.
    /// </summary>
    public string? IndexHeader { get; set; }

    /// <summary>Has the last word on what was captured.</summary>
    public Func<HttpContext, AuditContext, AuditContext>? Adjust { get; set; }

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="InvalidOperationException">Says what to write instead.</exception>
    internal void Check()
    {
        if (MaxLength < 16)
        {
            throw new InvalidOperationException($"AuditCaptureOptions.MaxLength is {MaxLength}. Set it to 16 or more.");
        }

        if (string.IsNullOrWhiteSpace(CorrelationHeader) || string.IsNullOrWhiteSpace(ActorClaim))
        {
            throw new InvalidOperationException("AuditCaptureOptions.CorrelationHeader and ActorClaim need names. Leave them as they are, or write those that your clients send.");
        }

        if (IndexHeader is { } header && string.IsNullOrWhiteSpace(header))
        {
            throw new InvalidOperationException("AuditCaptureOptions.IndexHeader is blank. Name the response header, such as Audit-Index, or leave it null for none.");
        }

        if (IdClaims.Count == 0)
        {
            throw new InvalidOperationException("AuditCaptureOptions.IdClaims is empty, so that nobody would be named. Leave it as it is, or add the claim that holds the subject's id.");
        }
    }
}
