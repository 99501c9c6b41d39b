using System.Text;

namespace AuditGen.Cli.Rendering;

/// <summary>Collects lines for people, in colour where the screen has it (ECMA-48 SGR). Texts are made safe on the way.</summary>
internal sealed class Pen(Screen screen)
{
    private readonly StringBuilder _text = new();

    /// <summary>The screen written for.</summary>
    public Screen Screen => screen;

    /// <summary>Adds a piece of one line.</summary>
    public Pen Write(string text, Ink ink = Ink.Plain) => WriteSafe(SafeText.Of(text), ink);

    /// <summary>Adds a piece that is safe already.</summary>
    public Pen WriteSafe(string safe, Ink ink)
    {
        if (ink == Ink.Plain || !screen.HasColour || safe.Length == 0)
        {
            _text.Append(safe);
            return this;
        }

        _text.Append("\e[").Append(Code(ink)).Append('m').Append(safe).Append("\e[0m");
        return this;
    }

    /// <summary>Adds spaces.</summary>
    public Pen Space(int count)
    {
        _text.Append(' ', Math.Max(0, count));
        return this;
    }

    /// <summary>Ends the line.</summary>
    public Pen EndLine()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Hands over what was written so far.</summary>
    public async ValueTask FlushAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(_text.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        _text.Clear();
    }

    private static string Code(Ink ink) => ink switch
    {
        Ink.Strong => "1",
        Ink.Faint => "2",
        Ink.Red => "31",
        Ink.Green => "32",
        Ink.Yellow => "33",
        _ => "36",
    };
}
