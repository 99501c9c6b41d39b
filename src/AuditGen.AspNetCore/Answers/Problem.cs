using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Answers;

/// <summary>A refusal in the form of RFC 9457.</summary>
internal sealed record Problem(int Status, string Title, string Detail)
{
    public static Problem NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "There is nothing here.", $"{what} does not exist, or lies in a context or tenant that you may not read.");

    public static Problem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, "This is not for you to do.", detail);

    public static Problem Unavailable(string title, string detail) => new(StatusCodes.Status503ServiceUnavailable, title, detail);

    public static Problem Invalid(IReadOnlyList<string> faults) =>
        new(StatusCodes.Status400BadRequest, "The question is not clear.", string.Join(' ', faults));

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }

        var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", Title);
            writer.WriteNumber("status", Status);
            writer.WriteString("detail", Detail);
            writer.WriteEndObject();
        }
    }
}
