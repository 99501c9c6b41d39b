using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Reads what of an assembly and its references matters.</summary>
internal static class AssemblyParser
{
    public static AssemblyModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        List<string> modules = [];
        bool seesAnother = false;
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Only assemblies that know the annotations can have a module: the framework's are passed over without a look.
            if (!assembly.Modules.SelectMany(module => module.ReferencedAssemblies).Any(reference => reference.Name == "AuditGen.Abstractions"))
            {
                continue;
            }

            if (ModuleOf(assembly) is { } module)
            {
                modules.Add(module);
                seesAnother |= assembly.GivesAccessTo(compilation.Assembly)
                    && assembly.GetTypeByMetadataName($"{RegistrationEmitter.Namespace}.{RegistrationEmitter.ClassName(assembly.Name)}") is not null;
            }
        }

        return new AssemblyModel(
            compilation.AssemblyName ?? "Assembly",
            AuditAttributes.NamespaceSuffix(compilation.Assembly),
            compilation.GetTypeByMetadataName($"{RegistrationEmitter.Namespace}.IServiceCollection") is not null
                && compilation.GetTypeByMetadataName($"{RegistrationEmitter.Namespace}.AuditGenServiceCollectionExtensions") is not null,
            modules.ToEquatable(),
            seesAnother,
            WarningIds.OfAssembly(compilation.Assembly).ToEquatable());
    }

    private static string? ModuleOf(IAssemblySymbol assembly) =>
        assembly.GetAttributes().FirstOrDefault(attribute => AuditAttributes.Is(attribute, "AuditModuleAttribute")) is { ConstructorArguments: [{ Value: INamedTypeSymbol module }] }
        && module.DeclaredAccessibility == Accessibility.Public
            ? module.ToDisplayString()
            : null;
}
