using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary>Which events of an answer are wanted, and in which order.</summary>
internal sealed class PageOptions
{
    private const int Most = 100_000;

    private readonly AuditOrder _usualOrder;
    private readonly int _usualLimit;
    private readonly Option<string?> _limit;
    private readonly Option<string?> _order;
    private readonly Option<string?> _cursor = new("--cursor") { Description = "go on where a page ended, with the text printed behind 'next page' and the same conditions" };

    public PageOptions(AuditOrder usualOrder, int usualLimit)
    {
        _usualOrder = usualOrder;
        _usualLimit = usualLimit;
        _limit = new Option<string?>("--limit") { Description = $"at most this many events, 1 to {Most}; {usualLimit} where not given" };
        _order = new Option<string?>("--order") { Description = $"newest or oldest first; {(usualOrder == AuditOrder.NewestFirst ? "newest" : "oldest")} where not given" };
    }

    public void AddTo(Command command)
    {
        command.Add(_limit);
        command.Add(_order);
        command.Add(_cursor);
    }

    public int Limit(ParseResult arguments) => Inputs.Number(arguments, _limit, _usualLimit, 1, Most);

    public AuditOrder Order(ParseResult arguments) => Inputs.Order(arguments, _order, _usualOrder);

    public AuditCursor? Cursor(ParseResult arguments) => Inputs.Cursor(arguments, _cursor);
}
