using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGen.AspNetCore.Answers;

/// <summary>
/// Events as CSV (RFC 4180), one row a change. A cell that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
internal static class CsvRows
{
    private static readonly string[] Columns =
    [
        "id", "ts", "context", "action", "category", "outcome", "actor_id", "actor_name", "on_behalf_of", "resource_type", "resource_id",
        "resource_name", "session", "correlation", "tenant", "operation", "reason", "path", "op", "old", "new",
    ];

    public static void WriteHeader(IBufferWriter<byte> output) => WriteRow(output, Columns);

    public static void Write(IBufferWriter<byte> output, AuditEvent @event)
    {
        if (@event.Changes.IsEmpty)
        {
            WriteRow(output, Cells(@event, "", @event.ChangesUnknown ? "unknown" : "", "", ""));
            return;
        }

        foreach (AuditChange change in @event.Changes)
        {
            WriteRow(output, Cells(@event, change.Path, change.Op.ToName(), Text(change.Old), Text(change.New)));
        }
    }

    private static string[] Cells(AuditEvent e, string path, string op, string old, string @new) =>
    [
        e.Id.ToString(), e.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), e.Context, e.Action, e.Category.ToName(), e.Outcome.ToName(),
        e.Actor.Id, e.Actor.Name ?? "", e.Actor.OnBehalfOf?.Id ?? "", e.Resource?.Type ?? "", e.Resource?.Id ?? "", e.Resource?.Name ?? "", e.Session ?? "",
        e.Correlation ?? "", e.Tenant ?? "", e.Operation.ToString(), e.Reason ?? "", path, op, old, @new,
    ];

    private static string Text(AuditValue value) => value.IsMissing ? "" : value.ToDisplayText();

    private static void WriteRow(IBufferWriter<byte> output, string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            Encoding.UTF8.GetBytes(Cell(cells[i]), output);
        }

        output.Write("\r\n"u8);
    }

    internal static string Cell(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        bool isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n'
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        string safe = isFormula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
