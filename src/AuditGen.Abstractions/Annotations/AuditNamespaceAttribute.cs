namespace AuditGen;

/// <summary>Changes the last part of the namespace of generated types in this assembly: <c>N.Audit</c> by default.</summary>
/// <param name="name">An identifier, such as <c>Trail</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AuditNamespaceAttribute(string name) : Attribute
{
    /// <summary>The last part of the namespace.</summary>
    public string Name { get; } = name;
}
