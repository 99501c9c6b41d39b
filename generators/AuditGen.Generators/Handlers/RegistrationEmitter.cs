namespace AuditGen.Generators.Handlers;

/// <summary>Writes <c>AddAuditedHandlers()</c>.</summary>
internal static class RegistrationEmitter
{
    /// <summary>Where the internal extension class lives; its name ends so in every assembly.</summary>
    public const string ClassSuffix = "AuditedHandlersExtensions";

    public const string Namespace = "Microsoft.Extensions.DependencyInjection";

    public static string ClassName(string assemblyName) => Naming.ModuleClass(assemblyName).Replace("AuditModule", ClassSuffix);

    public static string Write(NamesModel names, bool hasModule, AssemblyModel assembly)
    {
        // Where a referenced assembly shows its own extension to this one, a second of the same name would be ambiguous.
        string method = assembly.SeesAnotherExtension ? $"Add{Naming.ModuleClass(names.AssemblyName).Replace("AuditModule", "")}AuditedHandlers" : "AddAuditedHandlers";
        var writer = new SourceWriter().Header();
        writer.Open($"namespace {Namespace}");
        writer.Line($"/// <summary>Decorates the audited handlers of {names.AssemblyName} and of the assemblies that it references.</summary>");
        writer.Line(Generated.Attribute);
        writer.Open($"internal static class {ClassName(names.AssemblyName)}");
        writer.Line("/// <summary>Decorates the audited handlers that are registered so far. Call it after the last of them.</summary>");
        writer.Open($"public static global::{Namespace}.IServiceCollection {method}(this global::{Namespace}.IServiceCollection services)");
        foreach (string module in Modules(names, hasModule, assembly))
        {
            writer.Line($"global::{Namespace}.AuditGenServiceCollectionExtensions.AddAuditModule(services, new global::{module}());");
        }

        writer.Line("return services;").Close().Close().Close();
        return writer.ToString();
    }

    private static IEnumerable<string> Modules(NamesModel names, bool hasModule, AssemblyModel assembly) =>
        (hasModule ? new[] { $"{names.AssemblyNamespace}.{Naming.ModuleClass(names.AssemblyName)}" } : [])
        .Concat(assembly.ReferencedModules.OrderBy(module => module, StringComparer.Ordinal));
}
