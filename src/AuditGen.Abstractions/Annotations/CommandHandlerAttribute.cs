namespace AuditGen;

/// <summary>
/// Names an interface or base class whose implementations handle commands, once for an assembly and all that reference
/// it. Common frameworks' shapes are recognised without it.
/// </summary>
/// <param name="handlerType">The interface or base class, open where generic: <c>typeof(ICommandHandler&lt;&gt;)</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CommandHandlerAttribute(Type handlerType) : Attribute
{
    /// <summary>The interface or base class.</summary>
    public Type HandlerType { get; } = handlerType;
}
