namespace Erp.Platform;

/// <summary>What a company code may post, and up to which amount without a second pair of eyes.</summary>
[Auditable("platform", "posting_policy")]
public sealed class PostingPolicy(string company) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string Company { get; } = Rule.Text(company, "The company code");

    public Money FourEyesAbove { get; private set; }

    public bool AllowBackdating { get; private set; }

    string IKeyed<string>.Id => Company;

    public void Change(Money fourEyesAbove, bool allowBackdating)
    {
        Rule.Require(fourEyesAbove.Amount >= 0m, "The limit cannot be negative.");
        FourEyesAbove = fourEyesAbove;
        AllowBackdating = allowBackdating;
    }
}
