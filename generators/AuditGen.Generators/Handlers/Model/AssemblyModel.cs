namespace AuditGen.Generators.Handlers;

/// <summary>What of the assembly and its references matters to generated code.</summary>
/// <param name="AssemblyName">The simple name of the assembly.</param>
/// <param name="NamespaceSuffix">The last part of generated namespaces.</param>
/// <param name="RegistersServices">Whether the runtime and <c>IServiceCollection</c> are referenced.</param>
/// <param name="ReferencedModules">The modules of referenced assemblies.</param>
/// <param name="WarningIds">The warnings that all public generated code gives.</param>
/// <param name="SeesAnotherExtension">Whether a referenced assembly shows its internal <c>AddAuditedHandlers</c> to this one.</param>
internal sealed record AssemblyModel(
    string AssemblyName,
    string NamespaceSuffix,
    bool RegistersServices,
    ImmutableEquatableArray<string> ReferencedModules,
    bool SeesAnotherExtension,
    ImmutableEquatableArray<string> WarningIds);
