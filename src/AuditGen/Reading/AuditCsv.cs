using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGen.Reading;

/// <summary>
/// CSV (RFC 4180) for spreadsheets: rows end with CR LF, and a cell that a spreadsheet would take for a formula begins with an
/// apostrophe. Events take one row a change.
/// </summary>
public static class AuditCsv
{
    private static readonly string[] _columns =
    [
        "id", "ts", "context", "action", "category", "outcome", "actor_id", "actor_name", "on_behalf_of", "resource_type", "resource_id",
        "resource_name", "session", "correlation", "tenant", "operation", "reason", "path", "op", "old", "new",
    ];

    /// <summary>Writes the names of the columns of events.</summary>
    /// <param name="output">Takes UTF-8.</param>
    public static void WriteHeader(IBufferWriter<byte> output) => WriteRow(output, _columns);

    /// <summary>Writes an event: one row a change, one row where there is none.</summary>
    /// <param name="output">Takes UTF-8.</param>
    /// <param name="auditEvent">The event.</param>
    public static void Write(IBufferWriter<byte> output, AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        if (auditEvent.Changes.IsEmpty)
        {
            WriteRow(output, Cells(auditEvent, "", auditEvent.ChangesUnknown ? "unknown" : "", "", ""));
            return;
        }

        foreach (AuditChange change in auditEvent.Changes)
        {
            WriteRow(output, Cells(auditEvent, change.Path, change.Op.ToName(), Text(change.Old), Text(change.New)));
        }
    }

    /// <summary>Writes one row of any table.</summary>
    /// <param name="output">Takes UTF-8.</param>
    /// <param name="cells">The cells, as they are meant.</param>
    public static void WriteRow(IBufferWriter<byte> output, params ReadOnlySpan<string> cells)
    {
        ArgumentNullException.ThrowIfNull(output);
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

    /// <summary>One cell: quoted where it must be, and never a formula. Numbers stay numbers.</summary>
    /// <param name="text">What the cell means.</param>
    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return text;
        }

        bool isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n'
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        string safe = isFormula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string[] Cells(AuditEvent e, string path, string op, string old, string @new) =>
    [
        e.Id.ToString(), e.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), e.Context, e.Action, e.Category.ToName(), e.Outcome.ToName(),
        e.Actor.Id, e.Actor.Name ?? "", e.Actor.OnBehalfOf?.Id ?? "", e.Resource?.Type ?? "", e.Resource?.Id ?? "", e.Resource?.Name ?? "", e.Session ?? "",
        e.Correlation ?? "", e.Tenant ?? "", e.Operation.ToString(), e.Reason ?? "", path, op, old, @new,
    ];

    private static string Text(AuditValue value) => value.IsMissing ? "" : value.ToDisplayText();
}
