using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Records who searched the trail for what.</summary>
internal interface ISearchAudit
{
    /// <summary>Records one search.</summary>
    /// <param name="http">The request: its parameters are what was searched for.</param>
    /// <param name="action"><see cref="SearchEvent.Search"/> or <see cref="SearchEvent.Export"/>.</param>
    /// <param name="found">How many events the answer begins with.</param>
    ValueTask RecordAsync(HttpContext http, AuditAction action, int found);
}
