using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Capture;

/// <summary>Reads an <see cref="AuditContext"/> from a request.</summary>
internal sealed class RequestContextReader(AuditCaptureOptions options)
{
    public AuditContext Read(HttpContext http)
    {
        ClaimsPrincipal user = http.User;
        var context = new AuditContext
        {
            Actor = Actor(user),
            Session = First(user, options.SessionClaims) ?? Cut(options.Session?.Invoke(http)),
            Tenant = First(user, options.TenantClaims) ?? Cut(options.Tenant?.Invoke(http)),
            Correlation = Header(http, options.CorrelationHeader),
            Trace = Trace(http),
            Source = new AuditSource
            {
                Ip = Address(http),
                UserAgent = Cut(http.Request.Headers.UserAgent.ToString()),
            },
        };
        return options.Adjust?.Invoke(http, context) ?? context;
    }

    private AuditActor Actor(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || First(user, options.IdClaims) is not { } subject)
        {
            return new AuditActor("anonymous") { Kind = "anonymous" };
        }

        string? name = First(user, options.NameClaims);
        ImmutableArray<string> roles = Roles(user);
        if (Delegate(user) is { } acting)
        {
            return new AuditActor(acting.Id) { Name = acting.Name, Roles = roles, OnBehalfOf = new AuditPrincipal(subject, name) };
        }

        // A token issued to a client alone has no name and no subject other than the client.
        bool service = name is null && user.FindFirst("client_id")?.Value == subject;
        return new AuditActor(subject) { Name = name, Email = First(user, options.EmailClaims), Kind = service ? "service" : "user", Roles = roles };
    }

    /// <summary>The party named by the <c>act</c> claim; nested claims name earlier ones, which are not the actor.</summary>
    private AuditPrincipal? Delegate(ClaimsPrincipal user)
    {
        string? claim = user.FindFirst(options.ActorClaim)?.Value;
        if (string.IsNullOrWhiteSpace(claim))
        {
            return null;
        }

        if (!claim.StartsWith('{'))
        {
            return new AuditPrincipal(Cut(claim)!);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(claim);
            return Text(document, "sub") is { } id ? new AuditPrincipal(id, Text(document, "name")) : null;
        }
        catch (JsonException)
        {
            // Not the claim of RFC 8693: it names nobody.
            return null;
        }
    }

    private string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out JsonElement element) && element.ValueKind == JsonValueKind.String
            ? Cut(element.GetString())
            : null;

    private ImmutableArray<string> Roles(ClaimsPrincipal user)
    {
        ImmutableArray<string>.Builder roles = ImmutableArray.CreateBuilder<string>();
        foreach (Claim claim in user.Claims)
        {
            if (options.RoleClaims.Contains(claim.Type) && Cut(claim.Value) is { } role && !roles.Contains(role))
            {
                roles.Add(role);
            }
        }

        return roles.DrainToImmutable();
    }

    private string? First(ClaimsPrincipal user, IList<string> types)
    {
        foreach (string type in types)
        {
            if (Cut(user.FindFirst(type)?.Value) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private string? Header(HttpContext http, string name) =>
        http.Request.Headers.TryGetValue(name, out var values) ? Cut(values.ToString()) : null;

    /// <summary>
    /// The caller's span, where the server makes none of its own (it does so only for those who listen); otherwise each event names the
    /// span that is current when it is recorded.
    /// </summary>
    private static string? Trace(HttpContext http) =>
        Activity.Current is null && http.Request.Headers.TraceParent is [{ } parent] && ActivityContext.TryParse(parent, traceState: null, out _) ? parent : null;

    private static string? Address(HttpContext http)
    {
        // Behind a proxy this is the caller only when UseForwardedHeaders ran before, with the proxies it may trust.
        System.Net.IPAddress? address = http.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
    }

    private string? Cut(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (value.Length <= options.MaxLength)
        {
            return value;
        }

        // Never between the halves of a character.
        int length = char.IsHighSurrogate(value[options.MaxLength - 1]) ? options.MaxLength - 1 : options.MaxLength;
        return value[..length];
    }
}
