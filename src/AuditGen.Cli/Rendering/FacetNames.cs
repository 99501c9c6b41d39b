using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>The names of dimensions, as the HTTP interface has them too.</summary>
internal static class FacetNames
{
    public static string Of(AuditDimension dimension) => dimension switch
    {
        AuditDimension.Context => "context",
        AuditDimension.Tenant => "tenant",
        AuditDimension.Actor => "actor",
        AuditDimension.OnBehalfOf => "on_behalf_of",
        AuditDimension.ResourceType => "resource_type",
        AuditDimension.Action => "action",
        AuditDimension.Category => "category",
        _ => "outcome",
    };
}
