using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Cli.Asking;

/// <summary>Reads the values of options; what cannot be read is a sentence that says what to write.</summary>
internal static class Inputs
{
    private const int MaxShown = 60;

    /// <summary>A whole number in a range.</summary>
    public static int Number(ParseResult arguments, Option<string?> option, int usual, int least, int most)
    {
        if (arguments.GetValue(option) is not { } text)
        {
            return usual;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a whole number from {least} to {most}, not '{Shown(text)}'."));
    }

    /// <summary>One of some words; hyphens and underscores are the same.</summary>
    public static T Word<T>(string option, string text, params ReadOnlySpan<(string Word, T Value)> words)
    {
        string wanted = text.Replace('-', '_');
        foreach ((string word, T value) in words)
        {
            if (string.Equals(word, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var known = new List<string>(words.Length);
        foreach ((string word, _) in words)
        {
            known.Add(word);
        }

        throw new UsageException($"{option} is one of {string.Join(", ", known)}, not '{Shown(text)}'.");
    }

    /// <summary>Categories by their stored names.</summary>
    public static ImmutableArray<AuditCategory> Categories(string option, IEnumerable<string> texts) =>
        [.. texts.Select(text => Word(option, text, [.. Enum.GetValues<AuditCategory>().Select(static c => (c.ToName(), c))]))];

    /// <summary>Outcomes by their stored names.</summary>
    public static ImmutableArray<AuditOutcome> Outcomes(string option, IEnumerable<string> texts) =>
        [.. texts.Select(text => Word(option, text, [.. Enum.GetValues<AuditOutcome>().Select(static o => (o.ToName(), o))]))];

    /// <summary>An id of an event or an operation.</summary>
    public static Guid Id(string option, string text) => Guid.TryParseExact(text, "D", out Guid id)
        ? id
        : throw new UsageException($"{option} is an id such as 019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e, not '{Shown(text)}'. 'auditgen search' prints ids.");

    /// <summary>Where a page before ended.</summary>
    public static AuditCursor? Cursor(ParseResult arguments, Option<string?> option) => arguments.GetValue(option) is not { } text
        ? null
        : AuditCursor.TryParse(text, out AuditCursor? cursor)
            ? cursor
            : throw new UsageException($"{option.Name} is not a cursor. Copy the whole text that the page before printed behind 'next page'.");

    /// <summary>An order of events.</summary>
    public static AuditOrder Order(ParseResult arguments, Option<string?> option, AuditOrder usual) => arguments.GetValue(option) is not { } text
        ? usual
        : Word(option.Name, text, ("newest", AuditOrder.NewestFirst), ("oldest", AuditOrder.OldestFirst));

    /// <summary>A dimension that can be counted by.</summary>
    public static AuditDimension Dimension(string option, string text) => Word(
        option,
        text,
        ("context", AuditDimension.Context),
        ("tenant", AuditDimension.Tenant),
        ("actor", AuditDimension.Actor),
        ("on_behalf_of", AuditDimension.OnBehalfOf),
        ("resource_type", AuditDimension.ResourceType),
        ("action", AuditDimension.Action),
        ("category", AuditDimension.Category),
        ("outcome", AuditDimension.Outcome));

    /// <summary>A value as a message repeats it: not more than a glance.</summary>
    public static string Shown(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";
}
