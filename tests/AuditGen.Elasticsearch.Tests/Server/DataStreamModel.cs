using System.Globalization;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>A data stream: a growing list of backing indexes, the last of which is written.</summary>
internal sealed class DataStreamModel
{
    private int _generation;

    public DataStreamModel(string name, string template, string? policy, MappingModel mapping, bool failureStore)
    {
        Name = name;
        Template = template;
        Policy = policy;
        Mapping = mapping;
        FailureStore = failureStore;
        Rollover();
    }

    public string Name { get; }

    public string Template { get; }

    public string? Policy { get; }

    public MappingModel Mapping { get; }

    public bool FailureStore { get; }

    public List<BackingIndex> Indexes { get; } = [];

    /// <summary>Documents in the failure store.</summary>
    public List<StoredDocument> Failures { get; } = [];

    public BackingIndex WriteIndex => Indexes[^1];

    public int Generation => _generation;

    public BackingIndex Rollover()
    {
        _generation++;
        Indexes.Add(new BackingIndex(string.Create(CultureInfo.InvariantCulture, $".ds-{Name}-2026.11.21-{_generation:D6}")));
        return WriteIndex;
    }
}
