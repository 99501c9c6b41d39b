using System.Buffers;
using System.Text.Json;
using AuditGen.AspNetCore.Answers;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>The body of a request to erase a person, or what is wrong with it.</summary>
internal sealed record ErasureOrder(string Subject, string Reason, Problem? Problem = null)
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxLength = 1024;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    public static async Task<ErasureOrder> ReadAsync(HttpContext http)
    {
        if (QuestionReader.Only(http).Problem is { } problem)
        {
            return Refused(problem);
        }

        // A form on a page of somebody else's can send a signed-in browser's cookie, but never JSON.
        if (!http.Request.HasJsonContentType())
        {
            return Refused(new Problem(StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.", "Send application/json: {\"subject\": \"…\", \"reason\": \"…\"}."));
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaxBytes + 1);
        try
        {
            int length = await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MaxBytes + 1), MaxBytes + 1, throwOnEndOfStream: false, http.RequestAborted).ConfigureAwait(false);
            return length > MaxBytes ? Invalid($"The body is longer than {MaxBytes} bytes.") : Parse(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static ErasureOrder Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_strict);
            string? subject = null;
            string? reason = null;
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "subject":
                        subject = member.Value.GetString();
                        break;
                    case "reason":
                        reason = member.Value.GetString();
                        break;
                    default:
                        return Invalid("The body has a member that is neither \"subject\" nor \"reason\".");
                }
            }

            return IsUsable(subject) && IsUsable(reason)
                ? new ErasureOrder(subject!, reason!)
                : Invalid($"\"subject\" and \"reason\" are needed, each of at most {MaxLength} characters.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Also a root that is no object, a value that is no string, and characters that are none.
            return Invalid("The body is not an object such as {\"subject\": \"5f0c\", \"reason\": \"ticket 1021\"}.");
        }
    }

    private static bool IsUsable(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxLength;

    private static ErasureOrder Invalid(string fault) => Refused(Problem.Invalid([fault]));

    private static ErasureOrder Refused(Problem problem) => new("", "", problem);
}
