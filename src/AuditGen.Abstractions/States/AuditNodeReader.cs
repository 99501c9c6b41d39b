namespace AuditGen.States;

/// <summary>Reads members of a state from what events recorded. Called by generated code.</summary>
public static class AuditNodeReader
{
    /// <summary>The place of a member, under its name or a former one.</summary>
    /// <param name="node">The object.</param>
    /// <param name="name">The stored name.</param>
    /// <param name="formerNames">Former stored names, newest first.</param>
    public static AuditNode? Member(this AuditNode node, string name, params ReadOnlySpan<string> formerNames)
    {
        ArgumentNullException.ThrowIfNull(node);
        AuditNode? member = node.Find(name);
        foreach (string former in formerNames)
        {
            member ??= node.Find(former);
        }

        return member;
    }

    /// <summary>Reads a value; the default value where none was recorded.</summary>
    /// <exception cref="FormatException">It is not a value of this type, or was recorded cut.</exception>
    public static T Value<T, TCodec>(this AuditNode? node)
        where TCodec : struct, IAuditValueCodec<T?>
    {
        if (node is null || node.Value.IsMissing)
        {
            return default!;
        }

        return node.Value.Kind == AuditValueKind.Cut
            ? throw new FormatException("The value was recorded cut, because it was longer than the limit; the state holds no more than its beginning.")
            : node.Value.Read<T, TCodec>();
    }

    /// <summary>Reads a string; <see langword="null"/> where none was recorded.</summary>
    public static string? Text(this AuditNode? node) => node.Value<string?, Values.StringCodec>();

    /// <summary>Reads a nested object; <see langword="null"/> where none was recorded.</summary>
    public static TState? Part<TState>(this AuditNode? node)
        where TState : class, IAuditState<TState> => node is null || node.IsNull ? null : TState.Read(node);

    /// <summary>Reads a nested object; <see langword="null"/> where none was recorded.</summary>
    public static TState? PartValue<TState>(this AuditNode? node)
        where TState : struct, IAuditState<TState> => node is null || node.IsNull ? null : TState.Read(node);

    /// <summary>Reads keyed elements; <see langword="null"/> where no collection was recorded.</summary>
    public static AuditList<TState>? Elements<TState>(this AuditNode? node)
        where TState : IAuditState<TState> =>
        node is null || node.IsNull ? null : new AuditList<TState>([.. node.Children.Select(static child => TState.Read(child.Value))]);

    /// <summary>Reads a multiset; <see langword="null"/> where no collection was recorded.</summary>
    public static AuditList<T>? Bag<T, TCodec>(this AuditNode? node)
        where TCodec : struct, IAuditValueCodec<T?> =>
        node is null || node.IsNull ? null : new AuditList<T>([.. node.Children.Select(static child => child.Value.Value<T, TCodec>())]);

    /// <summary>Reads a dictionary of values; <see langword="null"/> where none was recorded.</summary>
    public static AuditMap<TKey, T>? Map<TKey, TKeyCodec, T, TCodec>(this AuditNode? node)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TCodec : struct, IAuditValueCodec<T?> =>
        node is null || node.IsNull ? null : Entries<TKey, TKeyCodec, T>(node, static child => child.Value<T, TCodec>());

    /// <summary>Reads a dictionary of objects; <see langword="null"/> where none was recorded.</summary>
    public static AuditMap<TKey, TState?>? PartMap<TKey, TKeyCodec, TState>(this AuditNode? node)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : class, IAuditState<TState> =>
        node is null || node.IsNull ? null : Entries<TKey, TKeyCodec, TState?>(node, static child => child.Part<TState>());

    /// <summary>Reads a dictionary of objects; <see langword="null"/> where none was recorded.</summary>
    public static AuditMap<TKey, TState?>? PartValueMap<TKey, TKeyCodec, TState>(this AuditNode? node)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : struct, IAuditState<TState> =>
        node is null || node.IsNull ? null : Entries<TKey, TKeyCodec, TState?>(node, static child => child.PartValue<TState>());

    /// <summary>The stored name of a derived type, or <see langword="null"/>.</summary>
    public static string? TypeName(this AuditNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Find("$type") is { Value.Kind: AuditValueKind.String } type ? type.Text() : null;
    }

    /// <summary>The run-time type that the generator did not know, or <see langword="null"/>.</summary>
    public static string? UnauditedType(this AuditNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Find("$type") is { Value.Kind: AuditValueKind.Unaudited } type ? type.Value.GetString() : null;
    }

    private static AuditMap<TKey, T> Entries<TKey, TKeyCodec, T>(AuditNode node, Func<AuditNode, T> read)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
    {
        var entries = new List<KeyValuePair<TKey, T>>(node.Children.Count);
        foreach ((string segment, AuditNode child) in node.Children)
        {
            entries.Add(new(AuditPath.Key<TKey, TKeyCodec>(segment), read(child)));
        }

        return AuditCapture.MapOf<TKey, T, TKeyCodec>(entries);
    }
}
