namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>Where the objects, collections and elements of a generated state stand in an event.</summary>
internal sealed class ContainerPaths
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _below = new(StringComparer.Ordinal);

    /// <summary>Takes the paths over, in the order of the state.</summary>
    public ContainerPaths(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            string parent = path[..path.LastIndexOf('/')];
            if (!_below.TryGetValue(parent, out List<string>? below))
            {
                _below[parent] = below = [];
            }

            _paths.Add(path);
            below.Add(path);
        }
    }

    /// <summary>Whether something stands there.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>The elements of a collection, in their order.</summary>
    public IReadOnlyList<string> Below(string path) => _below.GetValueOrDefault(path) ?? [];
}
