namespace AuditGen;

/// <summary>Starts audited operations. Used by generated decorators and by framework adapters.</summary>
public interface IAuditOperations
{
    /// <summary>
    /// Starts an operation, or joins the running one where the handler is nested and not
    /// <see cref="AuditedAttribute.Independent"/>, and makes it the current one of this asynchronous flow. Call it from the
    /// method that awaits the handler, then await <see cref="IAuditOperation.ReserveAsync"/>.
    /// </summary>
    /// <param name="handler">The generated description of the handler method.</param>
    IAuditOperation Begin(AuditedHandler handler);
}
