using System.Collections.Immutable;
using System.Text;
using AuditGen.Generators.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators;

/// <summary>Generates action constants, the list of resources, catalogue attributes and typed events.</summary>
internal static class CatalogueOutput
{
    public const string ParseStep = "Actions";
    public const string CatalogueStep = "Catalogue";

    public static IncrementalValueProvider<CatalogueModel> Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<AuditableModel>> types,
        IncrementalValuesProvider<AuditedModel> audited,
        IncrementalValueProvider<NamesModel> names)
    {
        IncrementalValueProvider<CatalogueModel> catalogue = audited.Select(static (model, _) => model.Actions).Collect()
            .Combine(types)
            .Combine(names)
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
}
