namespace AuditGen.States;

/// <summary>Writes the members that <see cref="WholeWalk{TSide}"/> says as one nested JSON object.</summary>
internal struct ObjectTextSink(AuditTextWriter writer) : IChangeSink
{
    // One bit a level: whether a container is open there, and whether it is a list. Types nest a handful of levels deep;
    // cycles are rejected at compile time.
    private ulong _open;
    private ulong _lists;
    private int _depth;

    public void Enter(ReadOnlySpan<byte> name)
    {
        if (IsList)
        {
            writer.WriteElement();
        }
        else
        {
            writer.WritePropertyName(name);
        }

        Descend();
    }

    public void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?>
    {
        if (IsList)
        {
            writer.WriteElement();
        }
        else
        {
            // Named like the segment of a path, so that both are read back alike.
            writer.WritePropertyName(key is null ? "#null" : AuditKeyText.Of<TKey, TCodec>(key).Replace("#", "##", StringComparison.Ordinal));
        }

        Descend();
    }

    public void Exit()
    {
        if ((_open & Bit) != 0)
        {
            writer.WriteRaw(IsList ? "]"u8 : "}"u8);
            _open &= ~Bit;
            _lists &= ~Bit;
        }

        _depth--;
    }

    public void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        if (value is AuditContainer { Kind: not AuditContainerKind.Null } container)
        {
            _open |= Bit;
            if (container.Kind == AuditContainerKind.List)
            {
                _lists |= Bit;
                writer.WriteStartArray();
            }
            else
            {
                writer.WriteStartObject();
            }
        }
        else
        {
            TCodec.Write(writer, value);
        }
    }

    public readonly void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?> => throw new InvalidOperationException("An object is written by adding only.");

    public readonly void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?> => throw new InvalidOperationException("An object is written by adding only.");

    public readonly void Move(int before, int after) => throw new InvalidOperationException("An object is written by adding only.");

    private readonly ulong Bit => 1UL << _depth;

    private readonly bool IsList => (_lists & Bit) != 0;

    private void Descend()
    {
        if (++_depth >= 64)
        {
            throw new AuditStateException("A recorded value is nested more than 63 levels deep. Mark a member that leads back with [AuditReference].");
        }
    }
}
