namespace Erp.Kernel;

/// <summary>Says under which key the store keeps an aggregate.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public interface IKeyed<out TKey>
{
    /// <summary>The key; it never changes.</summary>
    TKey Id { get; }
}
