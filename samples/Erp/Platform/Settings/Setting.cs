namespace Erp.Platform;

/// <summary>A value that changes how the system behaves.</summary>
[Auditable("platform", "setting")]
public sealed class Setting(string name) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string Name { get; } = Rule.Text(name, "The setting");

    public string? Value { get; private set; }

    string IKeyed<string>.Id => Name;

    public void Change(string? value) => Value = value;
}
