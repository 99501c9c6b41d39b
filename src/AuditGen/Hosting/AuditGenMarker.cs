namespace AuditGen.Hosting;

/// <summary>Its registration tells that <c>AddAuditGen</c> was called.</summary>
internal sealed class AuditGenMarker;
