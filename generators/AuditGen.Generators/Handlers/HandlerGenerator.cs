using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Generators.Handlers;

/// <summary>
/// Emits, for each handler with <c>[Audited]</c>, its description and decorators, and once an assembly its module and
/// <c>AddAuditedHandlers()</c>.
/// </summary>
public sealed class HandlerGenerator : IIncrementalGenerator
{
    internal const string HandlersStep = "AuditGen.Handlers";
    internal const string EntriesStep = "AuditGen.HandlerEntries";
    internal const string AssemblyStep = "AuditGen.Assembly";
    internal const string NamesStep = "AuditGen.Names";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<HandlerModel> handlers = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                HandlerSymbols.AuditedAttribute,
                static (node, _) => node is TypeDeclarationSyntax or MethodDeclarationSyntax,
                static (attributed, cancellationToken) => HandlerParser.Parse(attributed, cancellationToken))
            .Where(static handler => handler is not null)
            .Select(static (handler, _) => handler!)
            .WithTrackingName(HandlersStep);

        IncrementalValueProvider<AssemblyModel> assembly = context.CompilationProvider.Select(AssemblyParser.Parse).WithTrackingName(AssemblyStep);

        IncrementalValueProvider<NamesModel> names = assembly
            .Select(static (model, _) => (model.AssemblyName, model.NamespaceSuffix))
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
                options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) ? root : null))
            .Select(static (pair, _) => new NamesModel(pair.Left.AssemblyName, pair.Right, pair.Left.NamespaceSuffix))
            .WithTrackingName(NamesStep);

        context.RegisterSourceOutput(handlers.Combine(names), static (output, pair) => EmitHandler(output, pair.Left, pair.Right));

        IncrementalValueProvider<ImmutableEquatableArray<HandlerEntry>> entries = handlers
            .Combine(names)
            .Select(static (pair, _) => Entry(pair.Left, pair.Right))
            .Collect()
            .Select(static (items, _) => items.ToEquatable())
            .WithTrackingName(EntriesStep);

        IncrementalValueProvider<bool> hasResources = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "AuditGen.AuditableAttribute",
                static (_, _) => true,
                static (attributed, _) => attributed.Attributes.Any(attribute => attribute.ConstructorArguments is [{ Value: string }, { Value: string }]))
            .Where(static isResource => isResource)
            .Collect()
            .Select(static (items, _) => !items.IsEmpty);

        context.RegisterSourceOutput(
            entries.Combine(hasResources).Combine(names).Combine(assembly),
            static (output, input) => EmitAssembly(output, input.Left.Left.Left, input.Left.Left.Right, input.Left.Right, input.Right));
    }

    private static HandlerEntry Entry(HandlerModel handler, NamesModel names) => new(
        $"global::{Naming.Namespace(handler.DeclaringNamespace, names.Suffix)}.{handler.DescriptionClass}",
        handler.Methods.Select(method => method.Property).ToEquatable(),
        handler.Methods.SelectMany(method => method.OnFailure is { } code ? method.Actions.Append(code) : method.Actions).Distinct().ToEquatable());

    private static void EmitHandler(SourceProductionContext output, HandlerModel handler, NamesModel names)
    {
        var writer = new SourceWriter().Header();
        writer.Open($"namespace {Naming.Namespace(handler.DeclaringNamespace, names.Suffix)}");
        DescriptionEmitter.Write(writer, handler, names);
        foreach (DecoratorModel decorator in handler.Decorators)
        {
            writer.Line();
            DecoratorEmitter.Write(writer, handler, decorator);
        }

        writer.Close();
        output.AddSource(Generated.HintName(handler.FullName, "Handler"), writer.ToSourceText());
    }

    private static void EmitAssembly(
        SourceProductionContext output, ImmutableEquatableArray<HandlerEntry> entries, bool hasResources, NamesModel names, AssemblyModel assembly)
    {
        bool hasModule = entries.Count > 0 || hasResources;
        if (hasModule)
        {
            output.AddSource("AuditModule.g.cs", ModuleEmitter.Write(names, hasResources, entries));
        }

        if (assembly.RegistersServices && (hasModule || (assembly.ReferencedModules.Count > 0 && !assembly.SeesAnotherExtension)))
        {
            output.AddSource("AddAuditedHandlers.g.cs", RegistrationEmitter.Write(names, hasModule, assembly));
        }
    }
}
