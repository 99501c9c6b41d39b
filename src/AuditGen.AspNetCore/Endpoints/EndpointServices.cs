using AuditGen.Actors;
using AuditGen.AspNetCore.Answers;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What all endpoints share: the reader, the caller's access, the wait for the caller's own write, refusals.</summary>
internal sealed class EndpointServices(
    IAuditReader reader, IAuditActors? actors, AuditEndpointOptions options, TimeProvider time, ISearchAudit audit, ILogger logger)
{
    public IAuditReader Reader => reader;

    public TimeProvider Time => time;

    public AuditEndpointOptions Options => options;

    /// <summary>Who acted; <see langword="null"/> where the store keeps no directory.</summary>
    public IAuditActors? Actors => actors;

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

        if (index is not { } wanted)
        {
            return true;
        }

        Wait? wait = await AskAsync(http, async cancel => new Wait(await reader.WaitUntilVisibleAsync(wanted, options.MaxWait, cancel).ConfigureAwait(false)))
            .ConfigureAwait(false);
        if (wait is { IsOver: false })
        {
            await Problem.Unavailable("Not there yet.", $"The events before journal index {wanted} are not indexed yet. Ask again in a few seconds.").WriteAsync(http)
                .ConfigureAwait(false);
        }

        return wait is { IsOver: true };
    }

    /// <summary>Puts a question to the store; says so where the store refuses it, or cannot answer at the moment.</summary>
    /// <returns>The answer; <see langword="null"/> where the caller has been given a refusal instead.</returns>
    public async Task<T?> AskAsync<T>(HttpContext http, Func<CancellationToken, ValueTask<T>> ask)
        where T : class
    {
        try
        {
            return await ask(http.RequestAborted).ConfigureAwait(false);
        }
        catch (ArgumentException refused)
        {
            await Problem.Invalid([refused.Message]).WriteAsync(http).ConfigureAwait(false);
        }
        catch (AuditStoreException failed)
        {
            // What exactly is wrong is for the operator, not for whoever asks.
            EndpointLog.StoreFailed(logger, failed);
            await Problem.Unavailable("The store does not answer.", "Events are still being recorded, and can be asked for when the store is back. Ask again in a few seconds.")
                .WriteAsync(http).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Records that the caller was shown so many events, or what they come to.</summary>
    public ValueTask RecordSearchAsync(HttpContext http, int found) => audit.RecordAsync(http, SearchEvent.Search, found);

    public async Task AnswerPageAsync(HttpContext http, QuestionReader question, AuditQuery query, AuditPaging paging)
    {
        if (!await IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        PageAnswer? answer = await AskAsync(http, async cancel =>
        {
            AuditPage page = await reader.SearchAsync(query, paging, cancel).ConfigureAwait(false);
            return new PageAnswer(page, await reader.IndexingAsync(cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);
        if (answer is null)
        {
            return;
        }

        if (paging.After is null)
        {
            await RecordSearchAsync(http, answer.Page.Records.Length).ConfigureAwait(false);
        }

        await JsonAnswer.WritePageAsync(http, answer.Page, answer.Indexing).ConfigureAwait(false);
    }

    private sealed record Wait(bool IsOver);

    private sealed record PageAnswer(AuditPage Page, AuditIndexing Indexing);
}
