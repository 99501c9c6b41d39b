namespace AuditGen.States;

/// <summary>Generated: the state of an element that is told apart by a key.</summary>
/// <typeparam name="TKey">The type of the key; text where it is composite.</typeparam>
public interface IAuditKeyed<out TKey>
{
    /// <summary>The key within its collection.</summary>
    TKey Key { get; }
}
