namespace Erp.Platform;

/// <summary>How long one kind of business document is kept before it may be destroyed.</summary>
[Auditable("platform", "retention_policy")]
public sealed class RetentionPolicy(string documentKind) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string DocumentKind { get; } = Rule.Text(documentKind, "The kind of document");

    public int Years { get; private set; }

    string IKeyed<string>.Id => DocumentKind;

    public void Change(int years)
    {
        Rule.Require(years is >= 1 and <= 99, "Documents are kept for 1 to 99 years.");
        Years = years;
    }
}
