using System.Collections.Immutable;

namespace AuditGen.States;

/// <summary>Makes plain changes: paths as strings, values as their texts.</summary>
internal readonly struct ListChangeSink(AuditTextWriter writer) : IChangeSink
{
    private readonly ImmutableArray<AuditChange>.Builder _changes = ImmutableArray.CreateBuilder<AuditChange>();

    public ImmutableArray<AuditChange> ToImmutable() => _changes.ToImmutable();

    public void Enter(ReadOnlySpan<byte> name) => writer.EnterPath(name);

    public void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?> => writer.EnterPathKey<TKey, TCodec>(key, occurrence);

    public void Exit() => writer.ExitPath();

    public void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?> => Append(AuditChangeOp.Add, default, Text<T, TCodec>(value));

    public void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?> => Append(AuditChangeOp.Remove, Text<T, TCodec>(value), default);

    public void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?> => Append(AuditChangeOp.Replace, Text<T, TCodec>(before), Text<T, TCodec>(after));

    public void Move(int before, int after) =>
        Append(AuditChangeOp.Move, Text<int, Values.NumberCodec<int>>(before), Text<int, Values.NumberCodec<int>>(after));

    private AuditValue Text<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        writer.Truncate(0);
        writer.WriteValue<T, TCodec>(value);
        return new AuditValue(writer.Written.ToArray());
    }

    private void Append(AuditChangeOp op, AuditValue before, AuditValue after) =>
        _changes.Add(new AuditChange(JsonStrings.Unescape(writer.Path), op, before, after));
}
