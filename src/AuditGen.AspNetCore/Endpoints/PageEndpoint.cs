using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using AuditGen.AspNetCore.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>The investigator page and the description of the API: files inside the assembly, nothing fetched from elsewhere.</summary>
internal sealed class PageEndpoint
{
    private const string Prefix = "page/";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private readonly FrozenDictionary<string, PageFile> _files = Load();

    /// <summary>The page itself; its links are relative, so the address has to end in a slash.</summary>
    public Task IndexAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && !path.EndsWith('/'))
        {
            http.Response.Redirect(http.Request.PathBase + http.Request.Path + "/" + http.Request.QueryString);
            return Task.CompletedTask;
        }

        return SendAsync(http, "index.html");
    }

    public Task AssetAsync(HttpContext http) => SendAsync(http, $"assets/{http.GetRouteValue("file")}");

    /// <summary>What the API answers, in the form of OpenAPI 3.1.</summary>
    public Task DescriptionAsync(HttpContext http) => SendAsync(http, "openapi.json");

    private Task SendAsync(HttpContext http, string name)
    {
        if (!_files.TryGetValue(name, out PageFile? file))
        {
            return Problem.NotFound("That file").WriteAsync(http);
        }

        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (string.Equals(http.Request.Headers.IfNoneMatch.ToString(), file.Tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = file.Content.Length;
        return http.Response.Body.WriteAsync(file.Content, http.RequestAborted).AsTask();
    }

    private static FrozenDictionary<string, PageFile> Load()
    {
        Assembly assembly = typeof(PageEndpoint).Assembly;
        Dictionary<string, PageFile> files = new(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[resource[Prefix.Length..]] = new PageFile(content, TypeOf(resource), $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json; charset=utf-8",
        _ => "application/octet-stream",
    };

    private sealed record PageFile(byte[] Content, string ContentType, string Tag);
}
