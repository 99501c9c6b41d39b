using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>
/// The parts of an address as the caller meant them. A server decodes a path before it is routed, all but <c>%2F</c>, so that a
/// slash in an id and the three characters can no longer be told apart in route values: they are read from what was sent, where the server says it.
/// </summary>
internal static class RouteText
{
    private const string Slash = "%2F";

    /// <summary>One route value.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The route value's name.</param>
    /// <param name="fromEnd">Which part of the path it is: 1 for the last one.</param>
    public static string Of(HttpContext http, string name, int fromEnd)
    {
        string routed = (string?)http.GetRouteValue(name) ?? "";
        if (!routed.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return routed;
        }

        string sent = http.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?', 2)[0].TrimEnd('/') ?? "";
        string[] parts = sent.Split('/');
        return parts.Length > fromEnd ? Uri.UnescapeDataString(parts[^fromEnd]) : routed.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
    }
}
