namespace Erp.Platform;

/// <summary>The range that a kind of document takes its numbers from.</summary>
[Auditable("platform", "numbering")]
public sealed class Numbering(string range) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string Range { get; } = Rule.Text(range, "The range");

    public long Next { get; private set; } = 1;

    string IKeyed<string>.Id => Range;

    public void Reset(long next)
    {
        Rule.Require(next >= 1, "Numbers begin with 1.");
        Next = next;
    }
}
