using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>Counts for people, with bars.</summary>
internal static class FacetView
{
    private const int BarWidth = 24;

    public static void Write(Pen pen, AuditFacets facets, AuditInterval? interval)
    {
        pen.Write(string.Create(CultureInfo.InvariantCulture, $"{facets.Total} events"), Ink.Strong);
        pen.Write(facets.MayExceedBy > 0 ? string.Create(CultureInfo.InvariantCulture, $", at most {facets.MayExceedBy} of them counted twice") : "").EndLine();
        foreach (AuditFacet facet in facets.ByDimension)
        {
            Write(pen, FacetNames.Of(facet.Dimension).Replace('_', ' ').ToUpperInvariant(), facet.Values.Select(static value => (value.Value, value.Count)), facet.Other);
        }

        if (interval is { } width)
        {
            string format = width switch { AuditInterval.Hour => "yyyy-MM-dd HH:00", AuditInterval.Month => "yyyy-MM", _ => "yyyy-MM-dd" };
            Write(pen, $"{width.ToString().ToUpperInvariant()} (UTC)", facets.Histogram.Select(bucket => (bucket.From.UtcDateTime.ToString(format, CultureInfo.InvariantCulture), bucket.Count)), others: 0);
        }
    }

    private static void Write(Pen pen, string heading, IEnumerable<(string Value, long Count)> rows, long others)
    {
        (string Value, long Count)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        long most = all.Max(static row => row.Count);
        var table = new TextTable(new TableColumn(heading, Least: 12), new TableColumn("EVENTS", Least: 6, IsNumber: true), new TableColumn("", Least: BarWidth, LeftOut: 1));
        foreach ((string value, long count) in all)
        {
            int length = most == 0 ? 0 : (int)Math.Ceiling((double)count * BarWidth / most);
            table.Add(value, count.ToString(CultureInfo.InvariantCulture), new TableCell(new string('▇', length), Ink.Cyan));
        }

        if (others > 0)
        {
            // However many they are, a bar of theirs would make those of the others small.
            table.Add(new TableCell("(others)", Ink.Faint), others.ToString(CultureInfo.InvariantCulture), "");
        }

        pen.EndLine();
        table.Write(pen);
    }
}
