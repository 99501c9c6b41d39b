using System.Collections.Immutable;

namespace AuditGen;

/// <summary>Who did it.</summary>
/// <param name="Id">The subject's stable identifier.</param>
public sealed record AuditActor(string Id)
{
    /// <summary>The name as it was at the time.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address as it was at the time: what people search by when they do not know the id.</summary>
    public string? Email { get; init; }

    /// <summary>What kind of actor: <c>user</c>, <c>service</c>, <c>system</c>, <c>anonymous</c> or the application's own word.</summary>
    public string Kind { get; init; } = "user";

    /// <summary>The roles held at the time.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Whom the actor stood in for (impersonation), or <see langword="null"/>.</summary>
    public AuditPrincipal? OnBehalfOf { get; init; }

    /// <summary>The program itself, where no person or service is known to act.</summary>
    public static AuditActor System { get; } = new("system") { Kind = "system" };
}
