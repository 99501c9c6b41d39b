using System.Text;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>Reads events as short text, to compare with what the test expects.</summary>
internal static class Said
{
    /// <summary>The changes: <c>path: old → new</c>, one a line.</summary>
    public static string[] Changes(this AuditEvent auditEvent) => [.. auditEvent.Changes.Select(change => change.Op switch
    {
        AuditChangeOp.Add => $"{change.Path} + {Text(change.New)}",
        AuditChangeOp.Remove => $"{change.Path} - {Text(change.Old)}",
        _ => $"{change.Path}: {Text(change.Old)} -> {Text(change.New)}",
    })];

    private static string Text(AuditValue value) => Encoding.UTF8.GetString(value.Json.Span);
}
