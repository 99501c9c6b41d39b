namespace AuditGen.Sqlite.Archives;

/// <summary>Keeps blocks of archives that were decompressed last, up to a bound in bytes. Safe for concurrent use.</summary>
internal sealed class ArchiveCache(long maxBytes)
{
    private readonly Dictionary<(string Archive, int Block), LinkedListNode<(string Archive, int Block, byte[] Data)>> _blocks = [];
    private readonly LinkedList<(string Archive, int Block, byte[] Data)> _order = [];
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Finds a block.</summary>
    public byte[]? Find(string archive, int block)
    {
        lock (_lock)
        {
            if (!_blocks.TryGetValue((archive, block), out LinkedListNode<(string, int, byte[] Data)>? node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value.Data;
        }
    }

    /// <summary>Keeps a block; others leave for it.</summary>
    public void Add(string archive, int block, byte[] data)
    {
        lock (_lock)
        {
            if (data.Length > maxBytes || _blocks.ContainsKey((archive, block)))
            {
                return;
            }

            _blocks.Add((archive, block), _order.AddFirst((archive, block, data)));
            _bytes += data.Length;
            while (_bytes > maxBytes)
            {
                (string oldArchive, int oldBlock, byte[] oldData) = _order.Last!.Value;
                _order.RemoveLast();
                _blocks.Remove((oldArchive, oldBlock));
                _bytes -= oldData.Length;
            }
        }
    }
}
