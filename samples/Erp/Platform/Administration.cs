namespace Erp.Platform;

/// <summary>Keeps what only administrators may do to them, and records who tried.</summary>
public sealed class Administration(RequestContext request, IAuditScope audit)
{
    public const string Role = "administrator";

    /// <exception cref="ForbiddenException">The user is no administrator; the attempt is recorded.</exception>
    public void Require(string resourceType, string id)
    {
        if (request.Roles.Contains(Role))
        {
            return;
        }

        audit.Subject(resourceType, id);
        audit.Denied("administrators only");
        throw new ForbiddenException("Only administrators may do this.");
    }
}
