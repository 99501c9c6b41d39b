using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators;

/// <summary>Generates action constants, the list of resources, catalogue attributes and typed events.</summary>
internal static class CatalogueOutput
{
    public const string ParseStep = "Actions";
    public const string CatalogueStep = "Catalogue";

    public static IncrementalValueProvider<CatalogueModel> Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ImmutableArray<AuditableModel>> types)
    {
        IncrementalValueProvider<ImmutableArray<ImmutableEquatableArray<ActionModel>>> actions = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AuditAttributes.Audited,
                static (_, _) => true,
                static (attribute, _) => ActionParser.Parse(attribute.TargetSymbol, attribute.Attributes, attribute.SemanticModel.Compilation))
            .WithTrackingName(ParseStep)
            .Collect();
        IncrementalValueProvider<AssemblyInfo> assembly = AssemblyOf(context);
        IncrementalValueProvider<CatalogueModel> catalogue = actions.Combine(types).Combine(assembly)
            .Select(static (pair, _) => CatalogueBuilder.Build(pair.Left.Left, pair.Left.Right, pair.Right))
            .WithTrackingName(CatalogueStep);
        context.RegisterSourceOutput(catalogue, static (output, model) =>
        {
            if (model.Actions.Count > 0 || model.Resources.Count > 0)
            {
                output.AddSource(Generated.HintName(model.Namespace, "catalogue"), SourceText.From(CatalogueEmitter.Emit(model), Encoding.UTF8));
            }
        });
        context.RegisterSourceOutput(
            catalogue.SelectMany(static (model, _) => EventEmitter.Events(model)),
            static (output, model) => output.AddSource(Generated.HintName(model.Namespace + "." + model.ClassName, "event"), SourceText.From(EventEmitter.Emit(model), Encoding.UTF8)));
        return catalogue;
    }

    /// <summary>What of the compilation and its options decides on names; compares by content, so edits do not get past it.</summary>
    public static IncrementalValueProvider<AssemblyInfo> AssemblyOf(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<(string Name, string Suffix)> names = context.CompilationProvider
            .Select(static (compilation, _) => (compilation.AssemblyName ?? "Assembly", AuditAttributes.NamespaceSuffix(compilation.Assembly)));
        IncrementalValueProvider<string?> root = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? value) ? value : null);
        return names.Combine(root)
            .Select(static (pair, _) => new AssemblyInfo(pair.Left.Name, Naming.AssemblyNamespace(pair.Right, pair.Left.Name, pair.Left.Suffix)));
    }
}
