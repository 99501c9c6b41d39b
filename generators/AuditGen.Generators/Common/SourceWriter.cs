using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators;

/// <summary>Writes C# text line by line with the indentation of the blocks that are open. Lines end with LF.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new(4096);
    private int _depth;

    /// <summary>Writes one line at the current depth, or several that are separated by LF.</summary>
    public SourceWriter Line(string text)
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start);
            int length = (end < 0 ? text.Length : end) - start;
            if (length > 0)
            {
                _text.Append(' ', _depth * 4).Append(text, start, length);
            }

            _text.Append('\n');
            if (end < 0)
            {
                return this;
            }

            start = end + 1;
        }
    }

    /// <summary>Writes an empty line.</summary>
    public SourceWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line and opens a block behind it.</summary>
    public SourceWriter Open(string text)
    {
        Line(text).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes the innermost block.</summary>
    /// <param name="suffix">What follows the brace, such as <c>;</c>.</param>
    public SourceWriter Close(string suffix = "")
    {
        _depth--;
        return Line("}" + suffix);
    }

    /// <summary>Writes the following lines one step deeper, without a brace.</summary>
    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    /// <summary>Ends <see cref="Indent"/>.</summary>
    public SourceWriter Outdent()
    {
        _depth--;
        return this;
    }

    /// <summary>Writes what every generated file begins with.</summary>
    /// <param name="warningIds">The warnings that its content gives by the application's own decision.</param>
    public SourceWriter Header(IEnumerable<string>? warningIds = null) => Line(Generated.Header(warningIds ?? []));

    public override string ToString() => _text.ToString();

    public SourceText ToSourceText() => SourceText.From(_text.ToString(), Encoding.UTF8);
}
