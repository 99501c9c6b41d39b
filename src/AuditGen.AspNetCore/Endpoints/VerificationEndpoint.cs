using AuditGen.AspNetCore.Answers;
using AuditGen.Journal;
using AuditGen.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What this process knows of its ledger: the last checkpoint and what is wrong, if anything is.</summary>
internal sealed class VerificationEndpoint(IServiceProvider services)
{
    public async Task ShowAsync(HttpContext http)
    {
        if (QuestionReader.Only(http).Problem is { } problem)
        {
            await problem.WriteAsync(http).ConfigureAwait(false);
            return;
        }

        LedgerStatus? status = services.GetService<LedgerStatus>();
        IJournal? journal = services.GetService<IJournal>();
        await JsonAnswer.WriteAsync(http, writer =>
        {
            writer.WriteString("state", StateOf(status));
            writer.WriteString("origin", journal?.Origin);
            if (journal is not null)
            {
                writer.WriteNumber("size", journal.NextIndex);
            }

            if (status?.Checkpoint is { } checkpoint)
            {
                writer.WriteNumber("checkpoint_size", checkpoint.Size);
                writer.WriteString("root", checkpoint.Root.ToString());
                if (checkpoint.Timestamp is { } signed)
                {
                    writer.WriteString("checkpoint_at", signed.UtcDateTime);
                }

                writer.WriteString("note", status.Note.Span);
            }

            writer.WriteStartArray("faults");
            foreach (string? fault in (string?[])[status?.Problem, status?.AnchorProblem])
            {
                if (fault is not null)
                {
                    writer.WriteStringValue(fault);
                }
            }

            writer.WriteEndArray();
        }).ConfigureAwait(false);
    }

    private static string StateOf(LedgerStatus? status) => status?.State switch
    {
        null => "off",
        LedgerState.Sealing or LedgerState.Starting => "sealed",
        LedgerState.Forked => "tampered",
        _ => "incomplete",
    };
}
