using AuditGen.Journal;

namespace AuditGen.Ledger;

/// <summary>Events as a copy holds them, with what is wrong about the fields beside their texts. Reusable.</summary>
public sealed class StoredEventPage : IDisposable
{
    private readonly JournalPage _page = new();
    private readonly List<(int Position, string Message)> _faults = [];
    private Sha256Hash[] _leaves = [];

    /// <summary>The events, with the indexes and ids that the copy gives them.</summary>
    public ReadOnlySpan<JournalRecord> Events => _page.Records;

    /// <summary>Bytes of event text held.</summary>
    public int Bytes => _page.Bytes;

    /// <summary>What is wrong about fields, by position among the events.</summary>
    public IReadOnlyList<(int Position, string Message)> FieldFaults => _faults;

    /// <summary>Computes the leaf hashes of the texts.</summary>
    internal ReadOnlySpan<Sha256Hash> ComputeLeaves()
    {
        if (_leaves.Length < _page.Count)
        {
            _leaves = new Sha256Hash[_page.Count];
        }

        HashBatch.Leaves(_page.Texts, _page.Extents, _leaves);
        return _leaves.AsSpan(0, _page.Count);
    }

    /// <summary>The leaf hashes computed last.</summary>
    internal ReadOnlySpan<Sha256Hash> Leaves => _leaves.AsSpan(0, _page.Count);

    /// <summary>Empties the page and keeps its buffers.</summary>
    public void Clear()
    {
        _page.Clear();
        _faults.Clear();
    }

    /// <summary>Adds an event, copying its text.</summary>
    /// <param name="index">The index that the copy gives it; negative where it gives none.</param>
    /// <param name="id">The id that the copy gives it.</param>
    /// <param name="text">The event text.</param>
    /// <param name="leaf">The leaf hash that the copy gives it; the default where it gives none.</param>
    /// <param name="fieldFault">What is wrong about its indexed fields, or <see langword="null"/>.</param>
    public void Add(long index, Guid id, ReadOnlySpan<byte> text, in Sha256Hash leaf = default, string? fieldFault = null)
    {
        if (fieldFault is not null)
        {
            _faults.Add((_page.Count, fieldFault));
        }

        _page.Add(index, id, "", text, leaf);
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();
}
