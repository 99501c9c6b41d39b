namespace AuditGen;

/// <summary>Writes changes as the elements of an event's <c>changes</c> array.</summary>
/// <param name="writer">Where to write; positioned inside the array.</param>
public struct JsonChangeSink(AuditTextWriter writer) : IChangeSink
{
    /// <summary>The number of changes written.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public readonly void Enter(ReadOnlySpan<byte> name) => writer.EnterPath(name);

    /// <inheritdoc/>
    public readonly void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?> => writer.EnterPathKey<TKey, TCodec>(key, occurrence);

    /// <inheritdoc/>
    public readonly void Exit() => writer.ExitPath();

    /// <inheritdoc/>
    public void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        Begin("\",\"op\":\"add\",\"new\":"u8);
        writer.WriteValue<T, TCodec>(value);
        End();
    }

    /// <inheritdoc/>
    public void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        Begin("\",\"op\":\"remove\",\"old\":"u8);
        writer.WriteValue<T, TCodec>(value);
        End();
    }

    /// <inheritdoc/>
    public void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?>
    {
        Begin("\",\"op\":\"replace\",\"old\":"u8);
        writer.WriteValue<T, TCodec>(before);
        writer.WriteRaw(",\"new\":"u8);
        writer.WriteValue<T, TCodec>(after);
        End();
    }

    /// <inheritdoc/>
    public void Move(int before, int after)
    {
        Begin("\",\"op\":\"move\",\"old\":"u8);
        writer.WriteNumber(before);
        writer.WriteRaw(",\"new\":"u8);
        writer.WriteNumber(after);
        End();
    }

    private readonly void Begin(ReadOnlySpan<byte> op)
    {
        writer.WriteElement();
        writer.WriteRaw("{\"path\":\""u8);
        writer.WriteRaw(writer.Path);
        writer.WriteRaw(op);
    }

    private void End()
    {
        writer.WriteEndObject();
        Count++;
    }
}
