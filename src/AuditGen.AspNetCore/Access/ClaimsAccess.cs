using System.Security.Claims;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Access;

/// <summary>Reads what a person may see from claims.</summary>
internal static class ClaimsAccess
{
    public const string Context = "audit.context";
    public const string Tenant = "audit.tenant";
    private const string All = "*";

    public static AuditAccess Of(HttpContext http) => AuditAccess.To(Values(http.User, Context), Values(http.User, Tenant));

    /// <summary>The values of a claim; <see langword="null"/> where one of them stands for all.</summary>
    private static List<string>? Values(ClaimsPrincipal user, string type)
    {
        List<string> values = [];
        foreach (Claim claim in user.FindAll(type))
        {
            if (string.Equals(claim.Value, All, StringComparison.Ordinal))
            {
                return null;
            }

            values.Add(claim.Value);
        }

        return values;
    }
}
