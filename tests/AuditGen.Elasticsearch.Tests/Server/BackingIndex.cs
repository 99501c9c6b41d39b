namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>One backing index: a document is there for a create at once, for a search only after a refresh.</summary>
internal sealed class BackingIndex(string name)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<StoredDocument> _fresh = [];

    public string Name { get; set; } = name;

    public bool WriteBlocked { get; set; }

    /// <summary>hot, warm, cold or frozen.</summary>
    public string Phase { get; set; } = "hot";

    /// <summary>Why its lifecycle stands still, where it does.</summary>
    public string? LifecycleError { get; set; }

    /// <summary>What a search sees.</summary>
    public List<StoredDocument> Visible { get; } = [];

    public int Count => _ids.Count;

    public IEnumerable<string> Ids => _ids;

    public bool TryAdd(StoredDocument document)
    {
        if (!_ids.Add(document.Id))
        {
            return false;
        }

        _fresh.Add(document);
        return true;
    }

    public void Refresh()
    {
        Visible.AddRange(_fresh);
        _fresh.Clear();
    }

    public StoredDocument? Find(string id) => _fresh.Concat(Visible).FirstOrDefault(document => document.Id == id);
}
