namespace Erp.Kernel;

/// <summary>An aggregate with a business number or name that no other of its type may carry.</summary>
public interface IUnique
{
    /// <summary>The number or name; it never changes.</summary>
    string UniqueName { get; }
}
