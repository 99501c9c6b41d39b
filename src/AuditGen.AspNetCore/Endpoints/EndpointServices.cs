using AuditGen.AspNetCore.Answers;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What all endpoints share: the reader, the caller's access, the wait for the caller's own write.</summary>
internal sealed class EndpointServices(IAuditReader reader, AuditEndpointOptions options, TimeProvider time, ISearchAudit audit)
{
    public IAuditReader Reader => reader;

    public TimeProvider Time => time;

    public AuditEndpointOptions Options => options;

    public AuditAccess AccessOf(HttpContext http) => options.Access(http);

    /// <summary>Refuses a bad question, and waits for the journal index that <c>wait_for</c> names.</summary>
    /// <returns>Whether to go on; otherwise the answer has been given.</returns>
    public async Task<bool> IsReadyAsync(HttpContext http, QuestionReader question)
    {
        long? index = question.Index("wait_for");
        if (question.Problem is { } problem)
        {
            await problem.WriteAsync(http).ConfigureAwait(false);
            return false;
        }

        if (index is { } wanted && !await reader.WaitUntilVisibleAsync(wanted, options.MaxWait, http.RequestAborted).ConfigureAwait(false))
        {
            http.Response.Headers.RetryAfter = "5";
            await new Problem(StatusCodes.Status503ServiceUnavailable, "Not there yet.", $"The events before journal index {wanted} are not indexed yet. Ask again in a few seconds.")
                .WriteAsync(http).ConfigureAwait(false);
            return false;
        }

        return true;
    }

    public async Task AnswerPageAsync(HttpContext http, QuestionReader question, AuditQuery query, AuditPaging paging)
    {
        if (!await IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        AuditPage page;
        try
        {
            page = await reader.SearchAsync(query, paging, http.RequestAborted).ConfigureAwait(false);
        }
        catch (ArgumentException refused)
        {
            await Problem.Invalid([refused.Message]).WriteAsync(http).ConfigureAwait(false);
            return;
        }

        if (paging.After is null)
        {
            await audit.RecordAsync(http, SearchEvent.Search, page.Records.Length).ConfigureAwait(false);
        }

        AuditIndexing indexing = await reader.IndexingAsync(http.RequestAborted).ConfigureAwait(false);
        await JsonAnswer.WritePageAsync(http, page, indexing).ConfigureAwait(false);
    }
}
