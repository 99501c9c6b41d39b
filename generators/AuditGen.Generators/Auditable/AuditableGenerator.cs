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

        // Commands carry value objects and enums too, as facts.
        IncrementalValuesProvider<HandlerModel> handlers = HandlerOutput.Parse(context);
        IncrementalValueProvider<ImmutableEquatableArray<AuditableModel>> facts = handlers
            .SelectMany(static (handler, _) => handler.States.Select(static state => new AuditableModel(state, ImmutableEquatableArray<TypeModel>.Empty, ImmutableEquatableArray<EnumModel>.Empty)))
            .Collect()
            .Select(static (states, _) => states.GroupBy(static model => model.Type.State, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => group.First()).ToEquatable());
        IncrementalValueProvider<ImmutableEquatableArray<EnumModel>> factEnums = handlers
            .SelectMany(static (handler, _) => handler.Enums)
            .Collect()
            .Select(static (enums, _) => enums.ToEquatable());

        IncrementalValuesProvider<LinkedType> types = models.Combine(facts)
            .Select(static (pair, _) => Linker.Link([.. pair.Left, .. pair.Right]))
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

        IncrementalValuesProvider<EnumModel> enums = models.Combine(factEnums)
            .SelectMany(static (pair, _) => pair.Left
                .SelectMany(static model => model.Enums)
                .Concat(pair.Right)
                .GroupBy(static model => model.Namespace + "." + model.ClassName, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.First()))
            .WithTrackingName(Steps.Enum);
        context.RegisterSourceOutput(enums, static (output, model) =>
            output.AddSource(Generated.HintName(model.Namespace + "." + model.ClassName, "enum"), Text(EnumEmitter.Emit(model))));

        HandlerOutput.Register(context, handlers, CatalogueOutput.Register(context, models));
    }

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
