using System.CommandLine;

namespace AuditGen.Cli.Asking;

/// <summary>The option <c>--format</c> of the verbs that answer questions.</summary>
internal sealed class FormatOption
{
    private readonly (string Word, AnswerFormat Format)[] _known;
    private readonly Option<string?> _option;

    /// <param name="formats">The formats the verb has; the first is the usual one.</param>
    public FormatOption(params AnswerFormat[] formats)
    {
        _known = [.. formats.Select(static format => (Word(format), format))];
        _option = new Option<string?>("--format")
        {
            Description = $"{string.Join(", ", _known.Select(static known => known.Word))}; {_known[0].Word} where not given",
        };
    }

    public void AddTo(Command command) => command.Add(_option);

    public AnswerFormat Read(ParseResult arguments) =>
        arguments.GetValue(_option) is { } text ? Inputs.Word(_option.Name, text, _known) : _known[0].Format;

    private static string Word(AnswerFormat format) => format switch
    {
        AnswerFormat.Table => "table",
        AnswerFormat.Json => "json",
        AnswerFormat.Ndjson => "ndjson",
        _ => "csv",
    };
}
