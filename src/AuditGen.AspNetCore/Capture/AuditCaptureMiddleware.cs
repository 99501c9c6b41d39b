using System.Globalization;
using AuditGen.Journal;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Capture;

/// <summary>Begins an <see cref="AuditContext"/> for each request, and names what to wait for where events were recorded.</summary>
internal sealed class AuditCaptureMiddleware(RequestDelegate next, AuditCaptureOptions options, IJournal? journal)
{
    private readonly RequestContextReader _reader = new(options);

    public async Task InvokeAsync(HttpContext http)
    {
        if (options.IndexHeader is { } header && journal is not null)
        {
            NameIndex(http.Response, header, journal);
        }

        using (AuditContext.Begin(_reader.Read(http)))
        {
            await next(http).ConfigureAwait(false);
        }
    }

    /// <summary>What others recorded meanwhile makes the caller wait for that too: a little longer, never too short.</summary>
    private static void NameIndex(HttpResponse response, string header, IJournal journal)
    {
        long before = journal.NextIndex;
        response.OnStarting(() =>
        {
            if (journal.NextIndex is var index && index > before)
            {
                response.Headers[header] = index.ToString(CultureInfo.InvariantCulture);
            }

            return Task.CompletedTask;
        });
    }
}
