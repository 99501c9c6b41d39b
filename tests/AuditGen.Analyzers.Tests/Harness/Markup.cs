using System.Globalization;
using System.Text;

namespace AuditGen.Analyzers.Tests.Harness;

/// <summary>Source text in which <c>[|…|]</c> and <c>{|AUD1001:…|}</c> mark where diagnostics are expected.</summary>
internal sealed record Markup(string Source, IReadOnlyList<ExpectedDiagnostic> Expected)
{
    public static Markup Parse(string text, string? defaultId)
    {
        var source = new StringBuilder(text.Length);
        var expected = new List<ExpectedDiagnostic>();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < text.Length; i++)
        {
            string rest2 = i + 1 < text.Length ? text.Substring(i, 2) : string.Empty;
            if (rest2 == "[|")
            {
                open.Push((defaultId ?? throw new ArgumentException("[| without a rule id"), source.Length));
                i++;
            }
            else if (rest2 == "{|" && i + 9 < text.Length && text[i + 9] == ':' && text.AsSpan(i + 2, 3).SequenceEqual("AUD"))
            {
                open.Push((text.Substring(i + 2, 7), source.Length));
                i += 9;
            }
            else if (rest2 is "|]" or "|}" && open.Count > 0)
            {
                (string id, int start) = open.Pop();
                expected.Add(new ExpectedDiagnostic(id, LineOf(source, start), source.ToString(start, source.Length - start)));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        open.ShouldBeEmpty("markup is left open");
        return new Markup(source.ToString(), expected);
    }

    private static int LineOf(StringBuilder text, int position)
    {
        int line = 1;
        for (int i = 0; i < position; i++)
        {
            line += text[i] == '\n' ? 1 : 0;
        }

        return line;
    }
}

/// <summary>A diagnostic that a test expects, or one that was found, in comparable form.</summary>
internal sealed record ExpectedDiagnostic(string Id, int Line, string Text)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} in line {Line}: {Text}");
}
