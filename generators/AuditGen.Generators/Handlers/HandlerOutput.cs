using System.Text;
using AuditGen.Generators.Incremental;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators.Handlers;

/// <summary>
/// Generates, for each handler with <c>[Audited]</c>, its description and decorators, and once an assembly its module and
/// <c>AddAuditedHandlers()</c>.
/// </summary>
internal static class HandlerOutput
{
    public const string HandlersStep = "Handlers";
    public const string EntriesStep = "HandlerEntries";
    public const string AssemblyStep = "HandlerAssembly";
    public const string NamesStep = "HandlerNames";

    /// <summary>The audited handlers of the compilation, and the actions that they declare.</summary>
    public static IncrementalValuesProvider<AuditedModel> Parse(IncrementalGeneratorInitializationContext context, ModelCache cache) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            AuditAttributes.Audited,
            static (node, _) => node is TypeDeclarationSyntax or MethodDeclarationSyntax,
            (attributed, cancellationToken) => cache.OfHandler(
                attributed,
                (context, session) => new AuditedModel(
                    HandlerParser.Parse(context, session, cancellationToken),
                    ActionParser.Parse(context.TargetSymbol, context.Attributes, session)),
                cancellationToken)!)
        .WithTrackingName(CatalogueOutput.ParseStep);

    /// <summary>The handlers among them.</summary>
    public static IncrementalValuesProvider<HandlerModel> HandlersOf(IncrementalValuesProvider<AuditedModel> audited) => audited
        .Where(static model => model.Handler is not null)
        .Select(static (model, _) => model.Handler!)
        .WithTrackingName(HandlersStep);

    /// <summary>The names that every file of the assembly needs.</summary>
    public static IncrementalValueProvider<NamesModel> NamesOf(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AssemblyModel> assembly) => assembly
        .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) ? root : null))
        .Select(static (pair, _) => new NamesModel(pair.Left.AssemblyName, pair.Right, pair.Left.NamespaceSuffix))
        .WithTrackingName(NamesStep);

    /// <summary>Registers the outputs.</summary>
    /// <param name="context">The generator's context.</param>
    /// <param name="handlers">The handlers.</param>
    /// <param name="catalogue">The actions and resources of the assembly, whose generated constants the module names.</param>
    /// <param name="assembly">What of the assembly and its references matters.</param>
    /// <param name="names">Its names.</param>
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<HandlerModel> handlers,
        IncrementalValueProvider<CatalogueModel> catalogue,
        IncrementalValueProvider<AssemblyModel> assembly,
        IncrementalValueProvider<NamesModel> names)
    {
        context.RegisterSourceOutput(handlers.Combine(names), static (output, pair) => EmitHandler(output, pair.Left, pair.Right));

        IncrementalValueProvider<ImmutableEquatableArray<HandlerEntry>> entries = handlers
            .Combine(names)
            .Select(static (pair, _) => Entry(pair.Left, pair.Right))
            .Collect()
            .Select(static (items, _) => items.ToEquatable())
            .WithTrackingName(EntriesStep);

        context.RegisterSourceOutput(
            entries.Combine(catalogue.Select(static (model, _) => model.Actions.Count > 0 || model.Resources.Count > 0)).Combine(names).Combine(assembly),
            static (output, input) => EmitAssembly(output, input.Left.Left.Left, input.Left.Left.Right, input.Left.Right, input.Right));
    }

    private static HandlerEntry Entry(HandlerModel handler, NamesModel names) => new(
        $"global::{Naming.Namespace(handler.DeclaringNamespace, names.Suffix)}.{handler.DescriptionClass}",
        handler.Methods.Select(method => method.Property).ToEquatable());

    private static void EmitHandler(SourceProductionContext output, HandlerModel handler, NamesModel names)
    {
        var writer = new SourceWriter().Header(handler.WarningIds);
        StateEmitter.BeginNamespace(writer, Naming.Namespace(handler.DeclaringNamespace, names.Suffix));
        DescriptionEmitter.Write(writer, handler, names);
        foreach (DecoratorModel decorator in handler.Decorators)
        {
            writer.Line();
            DecoratorEmitter.Write(writer, handler, decorator);
        }

        output.AddSource(Generated.HintName(handler.FullName, "Handler"), writer.ToSourceText());
    }

    private static void EmitAssembly(
        SourceProductionContext output, ImmutableEquatableArray<HandlerEntry> entries, bool hasCatalogue, NamesModel names, AssemblyModel assembly)
    {
        if (hasCatalogue)
        {
            output.AddSource("AuditModule.g.cs", SourceText.From(ModuleEmitter.Write(names, entries, assembly.WarningIds), Encoding.UTF8));
        }

        if (assembly.RegistersServices && (hasCatalogue || (assembly.ReferencedModules.Count > 0 && !assembly.SeesAnotherExtension)))
        {
            output.AddSource("AddAuditedHandlers.g.cs", SourceText.From(RegistrationEmitter.Write(names, hasCatalogue, assembly), Encoding.UTF8));
        }
    }
}
