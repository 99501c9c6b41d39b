using System.Collections.Immutable;
using System.Text;
using AuditGen.Generators.Handlers;
using AuditGen.Generators.Incremental;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

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
        var cache = new ModelCache();
        IncrementalValueProvider<ImmutableArray<AuditableModel>> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AuditAttributes.Auditable,
                static (node, _) => node is TypeDeclarationSyntax,
                (attribute, cancellationToken) => attribute.TargetSymbol is INamedTypeSymbol type
                    ? cache.OfType(type, attribute.SemanticModel.Compilation, static (type, session) => session.Types.Parse(type), cancellationToken)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(Steps.Parse)
            .Collect();

        // Commands carry value objects and enums too, as facts.
        IncrementalValuesProvider<AuditedModel> audited = HandlerOutput.Parse(context, cache);
        IncrementalValuesProvider<HandlerModel> handlers = HandlerOutput.HandlersOf(audited);
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

        IncrementalValueProvider<AssemblyModel> assembly = context.CompilationProvider
            .Select((compilation, cancellationToken) => cache.OfAssembly(compilation, AssemblyParser.Parse, cancellationToken))
            .WithTrackingName(HandlerOutput.AssemblyStep);
        IncrementalValueProvider<NamesModel> names = HandlerOutput.NamesOf(context, assembly);
        HandlerOutput.Register(context, handlers, CatalogueOutput.Register(context, models, audited, names), assembly, names);
    }

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
