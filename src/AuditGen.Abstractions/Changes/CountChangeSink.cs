namespace AuditGen;

/// <summary>Counts changes.</summary>
public struct CountChangeSink : IChangeSink
{
    /// <summary>The number of changes so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public readonly void Enter(ReadOnlySpan<byte> name)
    {
    }

    /// <inheritdoc/>
    public readonly void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?>
    {
    }

    /// <inheritdoc/>
    public readonly void Exit()
    {
    }

    /// <inheritdoc/>
    public void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?> => Count++;

    /// <inheritdoc/>
    public void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?> => Count++;

    /// <inheritdoc/>
    public void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?> => Count++;

    /// <inheritdoc/>
    public void Move(int before, int after) => Count++;
}
