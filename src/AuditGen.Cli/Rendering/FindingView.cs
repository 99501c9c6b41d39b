using System.Globalization;
using AuditGen.Diagnosing;

namespace AuditGen.Cli.Rendering;

/// <summary>Findings for people: what matters most is said at the end again, where it is seen.</summary>
internal static class FindingView
{
    public static void Write(Pen pen, IReadOnlyCollection<AuditFinding> findings)
    {
        var table = new TextTable(new TableColumn("", Least: 7), new TableColumn("SUBJECT", Least: 10), new TableColumn("FINDING", Least: 24, Folds: true));
        foreach (AuditFinding finding in findings)
        {
            table.Add(new TableCell(Name(finding.Severity), Colour(finding.Severity)), finding.Subject, finding.Finding);
            if (finding.Advice is { } advice)
            {
                table.Add("", "", new TableCell("→ " + advice, Ink.Cyan));
            }
        }

        table.Write(pen);
        int errors = findings.Count(static finding => finding.Severity == AuditFindingSeverity.Error);
        int warnings = findings.Count(static finding => finding.Severity == AuditFindingSeverity.Warning);
        Ink ink = errors > 0 ? Ink.Red : warnings > 0 ? Ink.Yellow : Ink.Green;
        pen.Write(string.Create(CultureInfo.InvariantCulture, $"{errors} errors, {warnings} warnings"), ink).EndLine();
    }

    /// <summary>The severity in a word.</summary>
    public static string Name(AuditFindingSeverity severity) => severity switch
    {
        AuditFindingSeverity.Error => "error",
        AuditFindingSeverity.Warning => "warning",
        AuditFindingSeverity.Notice => "notice",
        _ => "fine",
    };

    private static Ink Colour(AuditFindingSeverity severity) => severity switch
    {
        AuditFindingSeverity.Error => Ink.Red,
        AuditFindingSeverity.Warning => Ink.Yellow,
        AuditFindingSeverity.Notice => Ink.Plain,
        _ => Ink.Green,
    };
}
