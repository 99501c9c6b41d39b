using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>Sensitive values that flow into logs (AUD2002), exceptions (AUD2003) and clear parts of the trail (AUD2004).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveFlowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [SensitiveRules.FlowsToLog, SensitiveRules.FlowsToException, SensitiveRules.FlowsToTrail];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is { Sensitive: not null } symbols)
            {
                var sources = new SensitiveSources(symbols);
                var sinks = new SensitiveSinks(symbols);
                start.RegisterOperationBlockAction(c => Analyze(c, sources, sinks));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, SensitiveSources sources, SensitiveSinks sinks)
    {
        List<IOperation>? operations = null;
        bool hasSource = false;
        foreach (IOperation block in context.OperationBlocks)
        {
            foreach (IOperation operation in block.DescendantsAndSelf())
            {
                hasSource |= sources.IsSource(operation) || sources.Revealed(operation.Type) is not null;
                if (operation is IInvocationOperation or IObjectCreationOperation or IAssignmentOperation or IVariableDeclaratorOperation)
                {
                    (operations ??= []).Add(operation);
                }
            }
        }

        if (!hasSource || operations is null)
        {
            return;
        }

        var taint = new Taint(sources);
        taint.Spread(operations);
        foreach (IOperation operation in operations)
        {
            foreach (SensitiveSink sink in sinks.Of(operation))
            {
                if (taint.Of(sink.Value, sink.IsText) is { } source)
                {
                    object[] arguments = sink.Rule == SensitiveRules.FlowsToTrail ? [source.Name, sink.Into] : [source.Name];
                    context.ReportDiagnostic(Diagnostic.Create(sink.Rule, sink.Value.Syntax.GetLocation(), arguments));
                }
            }
        }
    }
}
