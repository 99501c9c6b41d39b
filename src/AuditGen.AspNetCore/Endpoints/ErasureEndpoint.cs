using System.Data.Common;
using AuditGen.AspNetCore.Answers;
using AuditGen.Erasure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Has the key of a person shredded: for good, so under a policy of its own, and on the record whatever becomes of it.</summary>
internal sealed class ErasureEndpoint(IAuditErasure? erasure, AuditEndpointOptions options, ILogger logger)
{
    public async Task EraseAsync(HttpContext http)
    {
        ErasureOrder order = await ErasureOrder.ReadAsync(http).ConfigureAwait(false);
        if (order.Problem is { } refusal)
        {
            await refusal.WriteAsync(http).ConfigureAwait(false);
        }
        else if (options.IsAnonymous)
        {
            await Problem.Forbidden("Reading is open to everybody here. Whoever has a person erased must be known.").WriteAsync(http).ConfigureAwait(false);
        }
        else if (erasure is null)
        {
            await new Problem(StatusCodes.Status404NotFound, "There is nothing here.", "This application keeps no keys of persons, so that nobody can be erased.").WriteAsync(http).ConfigureAwait(false);
        }
        else if (await TryAsync(erasure, order, http).ConfigureAwait(false) is { } problem)
        {
            await problem.WriteAsync(http).ConfigureAwait(false);
        }
        else
        {
            await JsonAnswer.WriteAsync(http, writer => writer.WriteString("erased", order.Subject)).ConfigureAwait(false);
        }
    }

    private async Task<Problem?> TryAsync(IAuditErasure keys, ErasureOrder order, HttpContext http)
    {
        try
        {
            return await keys.EraseAsync(order.Subject, order.Reason, options.Access(http), http.RequestAborted).ConfigureAwait(false) switch
            {
                ErasureOutcome.Erased => null,
                ErasureOutcome.Denied => Problem.Forbidden("You may not have this person erased. That you asked is on record."),
                _ => Problem.NotFound("Personal data of that person"),
            };
        }
        catch (Exception failed) when (failed is AuditAppendException or IOException or DbException)
        {
            // What exactly is wrong is for the operator, not for whoever asks.
            EndpointLog.ErasureFailed(logger, failed);
            return Problem.Unavailable(
                failed is AuditAppendException { CommandCompleted: true } ? "Erased, but not on record yet." : "Not erased for certain.",
                "The key store or the journal does not answer. Ask again: erasing somebody twice is harmless.");
        }
    }
}
