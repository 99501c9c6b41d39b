using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>Which locals of one body hold a sensitive value, and which expressions carry one.</summary>
internal sealed class Taint(SensitiveSources sources)
{
    private static readonly string[] Harmless =
        ["Mask", "Hash", "Redact", "Encrypt", "Protect", "Verify", "Check", "Equals", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Compare", "GetHashCode", "GetType", "Validate"];

    private readonly Dictionary<ILocalSymbol, ISymbol> _locals = new(SymbolEqualityComparer.Default);

    /// <summary>Follows assignments until no more locals are found.</summary>
    public void Spread(IReadOnlyList<IOperation> operations)
    {
        int before;
        do
        {
            before = _locals.Count;
            foreach (IOperation operation in operations)
            {
                switch (operation)
                {
                    case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                        Mark(declarator.Symbol, value);
                        break;
                    case IAssignmentOperation { Target: ILocalReferenceOperation local } assignment:
                        Mark(local.Local, assignment.Value);
                        break;
                }
            }
        }
        while (_locals.Count > before);
    }

    /// <summary>The sensitive member whose value the expression carries; of a text also one that a record shows.</summary>
    public ISymbol? Of(IOperation? operation, bool isText)
    {
        if (operation is null)
        {
            return null;
        }

        if (sources.SourceOf(operation) is { } source)
        {
            return source;
        }

        if (isText && operation is not IConversionOperation && sources.Revealed(operation.Type) is { } shown)
        {
            return shown;
        }

        if (operation.Type is { SpecialType: SpecialType.System_Boolean })
        {
            return null;
        }

        return operation switch
        {
            ILocalReferenceOperation local => _locals.TryGetValue(local.Local, out ISymbol? held) ? held : null,
            IConversionOperation conversion => Of(conversion.Operand, isText),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, isText),
            IAwaitOperation awaited => Of(awaited.Operation, isText),
            IArgumentOperation argument => Of(argument.Value, isText),
            IConditionalOperation conditional => Of(conditional.WhenTrue, isText) ?? Of(conditional.WhenFalse, isText),
            ICoalesceOperation coalesce => Of(coalesce.Value, isText) ?? Of(coalesce.WhenNull, isText),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Of(sum.LeftOperand, isText: true) ?? Of(sum.RightOperand, isText: true),
            IInterpolatedStringOperation text => First(text.Parts.OfType<IInterpolationOperation>().Select(p => p.Expression), isText: true),
            IInterpolatedStringHandlerCreationOperation handler => Of(handler.Content, isText: true),
            ISwitchExpressionOperation choice => First(choice.Arms.Select(a => a.Value), isText),
            ITupleOperation tuple => First(tuple.Elements, isText),
            IArrayCreationOperation array => First(array.Initializer?.ElementValues ?? [], isText),
            ICollectionExpressionOperation collection => First(collection.Elements, isText),
            IAnonymousObjectCreationOperation anonymous => First(anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(a => a.Value), isText),
            IConditionalAccessOperation access => Of(access.WhenNotNull, isText) ?? (IsPart(access.WhenNotNull) ? Of(access.Operation, isText) : null),
            IPropertyReferenceOperation { Instance: { } instance } property when IsPart(property) => Of(instance, isText: false),
            IInvocationOperation call => OfCall(call),
            _ => null,
        };
    }

    /// <summary>A part of a sensitive value is sensitive; how long it is, is not.</summary>
    private static bool IsPart(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation property => property.Property.Name is not ("Length" or "Count") && property.Instance is not IInstanceReferenceOperation,
        IInvocationOperation call => !IsHarmless(call.TargetMethod),
        _ => false,
    };

    private ISymbol? OfCall(IInvocationOperation call)
    {
        if (IsHarmless(call.TargetMethod))
        {
            return null;
        }

        if (call.Instance is not null && Of(call.Instance, call.TargetMethod.Name == "ToString") is { } receiver)
        {
            return receiver;
        }

        // What the framework is given it hands on; what a method of the user makes of it is the user's.
        string @namespace = call.TargetMethod.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        return @namespace == "System" || @namespace.StartsWith("System.", StringComparison.Ordinal)
            ? First(call.Arguments.Select(a => a.Value), isText: true)
            : null;
    }

    private static bool IsHarmless(IMethodSymbol method) =>
        method.ReturnType.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32
        || Harmless.Any(h => method.Name.IndexOf(h, StringComparison.Ordinal) >= 0);

    private ISymbol? First(IEnumerable<IOperation> operations, bool isText)
    {
        foreach (IOperation operation in operations)
        {
            if (Of(operation, isText) is { } source)
            {
                return source;
            }
        }

        return null;
    }

    private void Mark(ILocalSymbol local, IOperation value)
    {
        if (!_locals.ContainsKey(local) && Of(value, isText: false) is { } source)
        {
            _locals.Add(local, source);
        }
    }
}
