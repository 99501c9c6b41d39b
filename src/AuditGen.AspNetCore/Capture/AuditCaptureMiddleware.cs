using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Capture;

/// <summary>Begins an <see cref="AuditContext"/> for each request.</summary>
internal sealed class AuditCaptureMiddleware(RequestDelegate next, AuditCaptureOptions options)
{
    private readonly RequestContextReader _reader = new(options);

    public async Task InvokeAsync(HttpContext http)
    {
        using (AuditContext.Begin(_reader.Read(http)))
        {
            await next(http).ConfigureAwait(false);
        }
    }
}
