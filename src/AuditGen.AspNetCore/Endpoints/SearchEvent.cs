using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>The event of a search: its parameters are the facts of the command.</summary>
internal sealed class SearchEvent(AuditAction action, IQueryCollection query, string path, int found) : IAppendableEvent
{
    public static readonly AuditAction Search = new("audit.search", AuditCategory.Evaluate, AuditContexts.Reserved, "trail") { EventType = "AuditSearch" };
    public static readonly AuditAction Export = new("audit.export", AuditCategory.Export, AuditContexts.Reserved, "trail") { EventType = "AuditExport" };

    public AuditAction Action => action;

    public AuditOutcome Outcome => AuditOutcome.Success;

    public AuditResource? Resource { get; } = new("trail", path);

    public string? Reason => null;

    public int WriteChanges(AuditTextWriter writer) => 0;

    public int WriteData(AuditTextWriter writer)
    {
        writer.WritePropertyName("found"u8);
        writer.WriteNumber(found);
        int written = 1;
        foreach ((string name, StringValues values) in query)
        {
            writer.WritePropertyName(name.AsSpan());
            writer.WriteString(values.ToString());
            written++;
        }

        return written;
    }
}
