namespace AuditGen.Generators.Handlers;

/// <summary>The names that every file of an assembly needs.</summary>
/// <param name="AssemblyName">The simple name of the assembly.</param>
/// <param name="RootNamespace">The build property, or <see langword="null"/>.</param>
/// <param name="Suffix">The last part of generated namespaces.</param>
internal sealed record NamesModel(string AssemblyName, string? RootNamespace, string Suffix)
{
    /// <summary>The namespace of what is generated once an assembly.</summary>
    public string AssemblyNamespace => Naming.AssemblyNamespace(RootNamespace, AssemblyName, Suffix);

    /// <summary>The action constant of a code.</summary>
    public string Action(string code) => $"global::{AssemblyNamespace}.{Naming.ActionsClass(AssemblyName)}.{Naming.EventType(code)}";
}
