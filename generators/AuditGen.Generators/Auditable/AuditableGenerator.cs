using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using System.Text;
using AuditGen.Generators.Handlers;

namespace AuditGen.Generators;

/// <summary>
/// Generates states, diffs and resource types of <c>[Auditable]</c> types, and what runs <c>[Audited]</c> handlers as operations. Silent on bad input: the analyzers report it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AuditableGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for the tests of incrementality.</summary>
    internal static class Steps
    {
        public const string Parse = "AuditableTypes";
        public const string Link = "LinkedTypes";
        public const string Type = "LinkedType";
        public const string Enum = "Enums";
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<AuditableModel>> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AuditAttributes.Auditable,
                static (_, _) => true,
                static (attribute, _) => attribute.TargetSymbol is INamedTypeSymbol type
                    ? TypeParser.Parse(type, attribute.SemanticModel.Compilation)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(Steps.Parse)
            .Collect();

        IncrementalValuesProvider<LinkedType> types = models
            .Select(static (all, _) => Linker.Link(all))
            .WithTrackingName(Steps.Link)
            .SelectMany(static (all, _) => all)
            .WithTrackingName(Steps.Type);
        context.RegisterSourceOutput(types, static (output, linked) =>
        {
            TypeModel type = linked.Type;
            output.AddSource(Generated.HintName(type.State.Substring("global::".Length), "state"), Text(StateEmitter.Emit(linked)));
            if (type.Role == TypeRole.Resource)
            {
                output.AddSource(Generated.HintName(type.State.Substring("global::".Length), "resource"), Text(ResourceEmitter.Emit(linked)));
            }
        });

        IncrementalValuesProvider<EnumModel> enums = models
            .SelectMany(static (all, _) => all
                .SelectMany(static model => model.Enums)
                .GroupBy(static model => model.Namespace + "." + model.ClassName, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.First()))
            .WithTrackingName(Steps.Enum);
        context.RegisterSourceOutput(enums, static (output, model) =>
            output.AddSource(Generated.HintName(model.Namespace + "." + model.ClassName, "enum"), Text(EnumEmitter.Emit(model))));

        HandlerOutput.Register(context, CatalogueOutput.Register(context, models));
    }

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
