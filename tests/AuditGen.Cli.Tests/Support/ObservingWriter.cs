namespace AuditGen.Cli.Tests.Support;

/// <summary>Takes a look at something each time a line is written.</summary>
internal sealed class ObservingWriter(Func<long> look) : StringWriter
{
    public List<long> Observed { get; } = [];

    public override Task WriteLineAsync(string? value)
    {
        Observed.Add(look());
        return base.WriteLineAsync(value);
    }
}
