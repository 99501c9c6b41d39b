using System.Runtime.InteropServices;

namespace AuditGen.Cli.Rendering;

/// <summary>One cell of a table.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableCell
{
    public TableCell(string text, Ink ink = Ink.Plain)
    {
        Text = SafeText.Of(text);
        Ink = ink;
        Width = CellWidth.Of(Text);
    }

    /// <summary>The text, safe to show.</summary>
    public string Text { get; }

    /// <summary>How it looks.</summary>
    public Ink Ink { get; }

    /// <summary>The columns of a terminal it takes.</summary>
    public int Width { get; }

    public static implicit operator TableCell(string text) => new(text);
}
