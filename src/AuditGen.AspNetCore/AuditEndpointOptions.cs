using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore;

/// <summary>Who may ask what of the audit's endpoints, and how much at once.</summary>
public sealed class AuditEndpointOptions
{
    /// <summary>The authorization policy for reading; <c>audit.read</c> by default. It must exist when the endpoints are mapped.</summary>
    public string ReadPolicy { get; set; } = "audit.read";

    /// <summary>The authorization policy for re-sending quarantined events; <c>audit.operate</c> by default.</summary>
    public string OperatePolicy { get; set; } = "audit.operate";

    /// <summary>
    /// The authorization policy for having a person erased; <c>audit.erase</c> by default. It must exist where the application has keys
    /// of persons. What <see cref="Erasure.ErasureOptions.Authorize"/> says holds as well.
    /// </summary>
    public string ErasePolicy { get; set; } = "audit.erase";

    /// <summary>
    /// What a reader may see, per context and tenant; becomes part of every query. By default the claims
    /// <c>audit.context</c> and <c>audit.tenant</c> say it, each repeatable, <c>*</c> for all; without them nothing is seen.
    /// </summary>
    public Func<HttpContext, AuditAccess> Access { get; set; } = AspNetCore.Access.ClaimsAccess.Of;

    /// <summary>
    /// Whether who searched for what is itself recorded, as <c>audit.search</c> in the reserved context. On by default.
    /// </summary>
    public bool AuditSearches { get; set; } = true;

    /// <summary>The longest a request waits for the reader's own write to become visible: up to 5 min; ten seconds by default.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long an actor counts as active after its last event, as far as the reader may see it; 90 days by default. Choose it longer than
    /// the longest absence that is usual. Nobody asks an identity provider: an account that was closed is active until this time is over.
    /// </summary>
    public TimeSpan ActiveWithin { get; set; } = TimeSpan.FromDays(90);

    internal bool IsAnonymous { get; private set; }

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="InvalidOperationException">Says what to write instead.</exception>
    internal void Check()
    {
        if (MaxWait < TimeSpan.Zero || MaxWait > TimeSpan.FromMinutes(5))
        {
            throw new InvalidOperationException($"AuditEndpointOptions.MaxWait is {MaxWait}. Set it between zero and 5 min.");
        }

        if (ActiveWithin <= TimeSpan.Zero)
        {
            throw new InvalidOperationException($"AuditEndpointOptions.ActiveWithin is {ActiveWithin}. Set it to more than zero, such as TimeSpan.FromDays(90).");
        }

        if (Access is null)
        {
            throw new InvalidOperationException("AuditEndpointOptions.Access is null. Leave it as it is, or write what each caller may read.");
        }
    }

    /// <summary>
    /// Serves everything to everyone who can reach the address: for a developer's machine. Says so in the log at start. Erasing is
    /// refused then.
    /// </summary>
    public void AllowAnonymousReading()
    {
        IsAnonymous = true;
        Access = static _ => AuditAccess.Everything;
    }
}
