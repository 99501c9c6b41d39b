using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>Finds the places where values leave.</summary>
internal sealed class SensitiveSinks(AuditSymbols symbols)
{
    private readonly INamedTypeSymbol? _exception = symbols.Compilation.GetTypeByMetadataName("System.Exception");
    private readonly INamedTypeSymbol? _loggerMessage = symbols.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.LoggerMessageAttribute");

    public IEnumerable<SensitiveSink> Of(IOperation operation) => operation switch
    {
        IInvocationOperation call when IsLog(call.TargetMethod) =>
            call.Arguments.SelectMany(Values).Select(v => new SensitiveSink(SensitiveRules.FlowsToLog, v, "a log", IsText: true)),
        IInvocationOperation call when IsClearText(call.TargetMethod) =>
            call.Arguments.Select(a => new SensitiveSink(SensitiveRules.FlowsToTrail, a.Value, $"audit.{call.TargetMethod.Name}", IsText: true)),
        IObjectCreationOperation creation when creation.Type.DerivesFrom(_exception) =>
            creation.Arguments.Select(a => new SensitiveSink(SensitiveRules.FlowsToException, a.Value, "an exception", IsText: true)),
        IObjectCreationOperation creation => creation.Arguments
            .Where(a => a.Parameter is not null && RecordedClear(a.Parameter) is not null)
            .Select(a => new SensitiveSink(SensitiveRules.FlowsToTrail, a.Value, RecordedClear(a.Parameter!)!, IsText: false)),
        IInvocationOperation call => call.Arguments
            .Where(a => a.Parameter is not null && RecordedClear(a.Parameter) is not null)
            .Select(a => new SensitiveSink(SensitiveRules.FlowsToTrail, a.Value, RecordedClear(a.Parameter!)!, IsText: false)),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when RecordedClear(property.Property) is { } into =>
            [new SensitiveSink(SensitiveRules.FlowsToTrail, assignment.Value, into, IsText: false)],
        _ => [],
    };

    /// <summary>The arguments as they are written: those of a <c>params</c> parameter one by one.</summary>
    private static IEnumerable<IOperation> Values(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } elements } } => elements.ElementValues,
        { ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation elements } => elements.Elements,
        _ => [argument.Value],
    };

    private bool IsLog(IMethodSymbol method)
    {
        if (method.Has(_loggerMessage))
        {
            return true;
        }

        INamedTypeSymbol type = method.ContainingType;
        string @namespace = type.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        return (@namespace, type.Name) switch
        {
            ("Microsoft.Extensions.Logging", "ILogger" or "LoggerExtensions") => true,
            ("Serilog", "ILogger" or "Log") => true,
            ("NLog", "ILogger" or "Logger") => true,
            ("System", "Console") => method.Name.StartsWith("Write", StringComparison.Ordinal),
            ("System.Diagnostics", "Trace" or "Debug") => method.Name.StartsWith("Write", StringComparison.Ordinal) || method.Name.StartsWith("Trace", StringComparison.Ordinal),
            _ => false,
        };
    }

    private bool IsClearText(IMethodSymbol method) =>
        method.ContainingType.Is(symbols.Scope) && method.Name is "Reason" or "Denied" or "Failed" or "Subject" && method.ContainingType.Is(symbols.Scope);

    /// <summary>What a parameter or property is recorded as, where it is recorded in clear.</summary>
    private string? RecordedClear(ISymbol symbol)
    {
        ISymbol recorded = symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } record } } parameter
            ? record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() ?? symbol
            : symbol;
        if (recorded.Has(symbols.Sensitive) || symbol.Has(symbols.Sensitive))
        {
            return null;
        }

        return recorded.Has(symbols.Reason) || symbol.Has(symbols.Reason) ? "the [AuditReason] of the command"
            : recorded.Has(symbols.Data) || symbol.Has(symbols.Data) ? "the [AuditData] of the command"
            : null;
    }
}
