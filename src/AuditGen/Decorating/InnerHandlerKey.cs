namespace AuditGen.Decorating;

/// <summary>The private service key that a decorated registration moved to.</summary>
/// <param name="number">Tells registrations apart in messages.</param>
internal sealed class InnerHandlerKey(int number)
{
    /// <inheritdoc/>
    public override string ToString() => $"AuditGen inner handler {number}";
}
