namespace AuditGen.Cli.Rendering;

/// <summary>
/// A table for people, without frames, so that it can be read aloud and copied. On a terminal it is fitted to the width; in a
/// file it is as wide as its texts.
/// </summary>
internal sealed class TextTable(params TableColumn[] columns)
{
    private const int Gap = 2;

    private readonly List<TableCell[]> _rows = [];
    private readonly Dictionary<int, string> _below = [];

    /// <summary>Adds a row: one cell a column.</summary>
    public void Add(params TableCell[] cells) => _rows.Add(cells);

    /// <summary>Adds a line of its own, set in, below the last row.</summary>
    public void AddBelow(string text) => _below[_rows.Count - 1] = text;

    /// <summary>Writes heading and rows.</summary>
    public void Write(Pen pen)
    {
        int[] widths = Fit(pen.Screen.Width);
        WriteRow(pen, widths, [.. columns.Select(static column => new TableCell(column.Header, Ink.Faint))]);
        for (int i = 0; i < _rows.Count; i++)
        {
            WriteRow(pen, widths, _rows[i]);
            if (_below.TryGetValue(i, out string? below))
            {
                pen.Space(Gap).Write(below, Ink.Faint).EndLine();
            }
        }
    }

    /// <summary>The widths of the columns; -1 for one that is left out.</summary>
    private int[] Fit(int screen)
    {
        int[] widths = new int[columns.Length];
        for (int i = 0; i < widths.Length; i++)
        {
            int column = i;
            widths[i] = Math.Max(CellWidth.Of(columns[i].Header), _rows.Select(row => row[column].Width).DefaultIfEmpty(0).Max());
        }

        while (Total(widths) is var total && total > screen)
        {
            int widest = Widest(widths);
            if (widest >= 0)
            {
                widths[widest] = Math.Max(columns[widest].Least, widths[widest] - (total - screen));
            }
            else if (!LeaveOut(widths))
            {
                break;
            }
        }

        return widths;
    }

    private static int Total(int[] widths) => widths.Where(static width => width >= 0).Sum(static width => width + Gap) - Gap;

    private int Widest(int[] widths)
    {
        int widest = -1;
        for (int i = 0; i < widths.Length; i++)
        {
            if (widths[i] > columns[i].Least && (widest < 0 || widths[i] > widths[widest]))
            {
                widest = i;
            }
        }

        return widest;
    }

    private bool LeaveOut(int[] widths)
    {
        int least = -1;
        for (int i = 0; i < widths.Length; i++)
        {
            if (widths[i] >= 0 && columns[i].LeftOut > 0 && (least < 0 || columns[i].LeftOut > columns[least].LeftOut))
            {
                least = i;
            }
        }

        if (least >= 0)
        {
            widths[least] = -1;
        }

        return least >= 0;
    }

    private void WriteRow(Pen pen, int[] widths, TableCell[] row)
    {
        // The texts that are left to write, per column that is shown.
        string[] rest = [.. row.Select((cell, i) => widths[i] < 0 ? "" : cell.Text)];
        do
        {
            int owed = 0;
            bool first = true;
            for (int i = 0; i < row.Length; i++)
            {
                if (widths[i] < 0)
                {
                    continue;
                }

                owed += first ? 0 : Gap;
                first = false;
                string line = TakeLine(ref rest[i], widths[i], columns[i].Folds);
                int padding = widths[i] - CellWidth.Of(line);
                if (columns[i].IsNumber)
                {
                    owed += padding;
                    padding = 0;
                }

                if (line.Length > 0)
                {
                    // Spaces are written only before text, so that no line ends in them.
                    pen.Space(owed).WriteSafe(line, row[i].Ink);
                    owed = 0;
                }

                owed += padding;
            }

            pen.EndLine();
        }
        while (Array.Exists(rest, static text => text.Length > 0));
    }

    private static string TakeLine(ref string rest, int width, bool folds)
    {
        string text = rest;
        if (!folds || CellWidth.Of(text) <= width)
        {
            rest = "";
            return CellWidth.Cut(text, width);
        }

        int fitting = CellWidth.Fitting(text, width);
        int space = text.LastIndexOf(' ', Math.Min(fitting, text.Length - 1));
        int end = space > fitting / 2 ? space : fitting;
        rest = text[end..].TrimStart(' ');
        return text[..end].TrimEnd(' ');
    }
}
