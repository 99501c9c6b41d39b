namespace AuditGen;

/// <summary>Generated: names the assembly's <see cref="AuditModule"/>, so that the composition root finds it at compile time.</summary>
/// <param name="moduleType">The generated module.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AuditModuleAttribute(Type moduleType) : Attribute
{
    /// <summary>The generated module.</summary>
    public Type ModuleType { get; } = moduleType;
}
