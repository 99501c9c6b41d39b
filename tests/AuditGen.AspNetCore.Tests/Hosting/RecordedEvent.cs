using System.Text;

namespace AuditGen.AspNetCore.Tests.Hosting;

/// <summary>An event written by hand; its changes are given as JSON.</summary>
internal sealed record RecordedEvent(string Context, string Code, AuditCategory Category, string Type, string Id) : IAppendableEvent
{
    public string? Name { get; init; }

    public string Changes { get; init; } = "";

    public string? Reason { get; init; }

    public AuditOutcome Outcome { get; init; }

    public AuditAction Action => new(Code, Category, Context, Type) { EventType = "Recorded" };

    public AuditResource? Resource => new(Type, Id) { Name = Name };

    public int WriteChanges(AuditTextWriter writer)
    {
        if (Changes.Length == 0)
        {
            return 0;
        }

        writer.WriteRaw(Encoding.UTF8.GetBytes(Changes));
        return 1;
    }
}
