namespace AuditGen.Elasticsearch.Reading;

/// <summary>How events are read.</summary>
public sealed record ElasticsearchStoreOptions
{
    /// <summary>The namespace at the end of the data streams' names. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>
    /// The log whose journal indexes are meant when asked how far the store is, where several logs share a namespace;
    /// <see langword="null"/> for any. In a process with a journal it is that journal's (<see cref="Journal.IJournal.Origin"/>).
    /// </summary>
    public string? Log { get; init; }

    /// <summary>
    /// Questions that reach further back than this are asked asynchronously, because cold and frozen tiers may take longer
    /// than a connection should stand still. Default 90 days, when the cold tier begins.
    /// </summary>
    public TimeSpan AsyncBeyond { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long an answer may take, over all of an asynchronous search. Default 5 min.</summary>
    public TimeSpan SearchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an export's view of the data is kept between two pages. Default 5 min.</summary>
    public TimeSpan ExportKeepAlive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Every fault of these options, each with what to write instead; empty when they are fit for use.</summary>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Namespace) || !Namespace.Equals(AuditStreams.Part(Namespace), StringComparison.Ordinal))
        {
            yield return "Elasticsearch store: Namespace consists of lower-case letters, digits and underscores.";
        }

        if (AsyncBeyond < TimeSpan.Zero)
        {
            yield return "Elasticsearch store: AsyncBeyond is zero or longer.";
        }

        if (SearchTimeout <= TimeSpan.Zero || ExportKeepAlive <= TimeSpan.Zero)
        {
            yield return "Elasticsearch store: SearchTimeout and ExportKeepAlive are longer than zero.";
        }
    }
}
