namespace Erp.Kernel;

/// <summary>The identity of an aggregate: a GUID that fits its own type only.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public readonly record struct Id<T>(Guid Value)
    where T : Aggregate
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
