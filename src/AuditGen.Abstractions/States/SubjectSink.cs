namespace AuditGen.States;

/// <summary>Finds the text of one member of a state, by its stored name.</summary>
internal struct SubjectSink(byte[] name) : IChangeSink
{
    private int _depth;
    private bool _isHere;

    /// <summary>The text of the member, as in a resource id; <see langword="null"/> where there is none.</summary>
    public string? Text { get; private set; }

    public void Enter(ReadOnlySpan<byte> entered)
    {
        _depth++;
        _isHere = _depth == 1 && entered.SequenceEqual(name);
    }

    public void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?>
    {
        _depth++;
        _isHere = false;
    }

    public void Exit()
    {
        _depth--;
        _isHere = false;
    }

    public void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        if (_isHere && value is not AuditContainer)
        {
            Text = AuditKeyText.Of<T, TCodec>(value);
        }
    }

    public readonly void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
    }

    public readonly void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?>
    {
    }

    public readonly void Move(int before, int after)
    {
    }
}
