using System.Text;

namespace AuditGen.States;

/// <summary>Notes the path of each object, collection and element of a state, in the order of the state.</summary>
internal struct ContainerSink(AuditTextWriter writer, List<string> paths) : IChangeSink
{
    public readonly void Enter(ReadOnlySpan<byte> name) => writer.EnterPath(name);

    public readonly void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?> => writer.EnterPathKey<TKey, TCodec>(key, occurrence);

    public readonly void Exit() => writer.ExitPath();

    public readonly void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        if (value is AuditContainer { Kind: not AuditContainerKind.Null })
        {
            paths.Add(Encoding.UTF8.GetString(writer.Path));
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
