namespace Erp.Inventory;

/// <summary>Which layers are picked first.</summary>
public enum PickStrategy
{
    /// <summary>First in, first out.</summary>
    Fifo,

    /// <summary>First expired, first out.</summary>
    Fefo,
}
