namespace AuditGen;

/// <summary>
/// Receives the changes that a generated diff finds, value by value and without boxing. Implement it as a struct; it is
/// passed by reference as <c>TSink : struct, IChangeSink, allows ref struct</c>.
/// </summary>
/// <remarks>
/// A change is said about the current path: <see cref="Enter"/> and <see cref="EnterKey"/> lead one segment down,
/// <see cref="Exit"/> one up. Sensitive values arrive as <see cref="Values.AuditSecret"/>, whose codec writes a mask or a hash.
/// </remarks>
public interface IChangeSink
{
    /// <summary>Goes down into a member, or into the elements of an unkeyed collection (<c>-</c>).</summary>
    /// <param name="name">The stored name in UTF-8: nothing in it needs escaping.</param>
    void Enter(ReadOnlySpan<byte> name);

    /// <summary>Goes down into an element of a keyed collection or a dictionary.</summary>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <typeparam name="TCodec">How it is written.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="occurrence">1, or the number of the element among those of the same key.</param>
    void EnterKey<TKey, TCodec>(TKey key, int occurrence)
        where TCodec : IAuditValueCodec<TKey?>;

    /// <summary>Goes up again.</summary>
    void Exit();

    /// <summary>A value came to be at the current path.</summary>
    void Add<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>;

    /// <summary>The value at the current path ceased to be.</summary>
    void Remove<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>;

    /// <summary>One value took the place of another.</summary>
    void Replace<T, TCodec>(T before, T after)
        where TCodec : IAuditValueCodec<T?>;

    /// <summary>The element at the current path has another position in its ordered collection.</summary>
    /// <param name="before">Its position before, from 0.</param>
    /// <param name="after">Its position after, from 0.</param>
    void Move(int before, int after);
}
