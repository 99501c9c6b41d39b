using Microsoft.CodeAnalysis;

namespace AuditGen.Benchmarks.Generators;

/// <summary>The floor: a generator with the same attribute and an empty body.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName("AuditGen.AuditableAttribute", static (_, _) => true, static (_, _) => 0),
        static (_, _) => { });
}
