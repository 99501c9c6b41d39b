using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>Stands for the generators of others: writes a property for each field with <c>[ObservableProperty]</c>, as the MVVM toolkit's does.</summary>
internal sealed class ObservablePropertyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            "CommunityToolkit.Mvvm.ComponentModel.ObservablePropertyAttribute",
            static (_, _) => true,
            static (field, _) => (Field: field.TargetSymbol.Name, Type: ((IFieldSymbol)field.TargetSymbol).Type.ToDisplayString(), Owner: field.TargetSymbol.ContainingType.Name)),
        static (output, field) =>
        {
            string property = char.ToUpperInvariant(field.Field[1]) + field.Field[2..];
            output.AddSource($"{field.Owner}.{property}.g.cs", $$"""
                partial class {{field.Owner}}
                {
                    public {{field.Type}} {{property}} { get => {{field.Field}}; set => {{field.Field}} = value; }
                }
                """);
        });
}
