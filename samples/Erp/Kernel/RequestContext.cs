using System.Collections.Immutable;
using Erp.Identity;

namespace Erp.Kernel;

/// <summary>On whose behalf, and when, the commands of one request run. One for each request's service scope.</summary>
public sealed class RequestContext
{
    /// <summary>The user who is logged in.</summary>
    public Id<User> UserId { get; set; }

    /// <summary>The user's name, as shown.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The user's session.</summary>
    public Id<UserSession> SessionId { get; set; }

    /// <summary>The roles of the user.</summary>
    public ImmutableArray<string> Roles { get; set; } = [];

    /// <summary>When the request came in.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Up to which amount the user may approve, in any currency.</summary>
    public decimal ApprovalLimit { get; set; }

    /// <summary>The business day of the request.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.Date);
}
