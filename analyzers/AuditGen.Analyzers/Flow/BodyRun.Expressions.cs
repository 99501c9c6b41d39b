using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>What expressions yield and do.</summary>
internal sealed partial class BodyRun
{
    private List<Outcome> Evaluate(IOperation? operation, World world)
    {
        if (operation is null)
        {
            return One(FlowValue.Unknown, world);
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return One(constant.Value switch
            {
                null => FlowValue.Null,
                bool flag => FlowValue.Of(flag),
                _ => new ConstantValue(constant.Value),
            }, world);
        }

        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Discard(statement.Operation, world);
            case ILocalReferenceOperation local:
                return One(world[local.Local], world);
            case IParameterReferenceOperation parameter:
                return One(world[parameter.Parameter], world);
            case IFlowCaptureReferenceOperation capture:
                return One(ValueOf(capture, world), world);
            case IFlowCaptureOperation capture:
                return Each(capture.Value, world, (value, w) => One(value, w.With(new CaptureSlot(Graph, capture.Id), value)));
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return One(ThisValue.Instance, world);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, world);
            case ICompoundAssignmentOperation compound:
                return Compound(compound, world);
            case IIncrementOrDecrementOperation step:
                return Step(step, world);
            case IAwaitOperation awaited:
                return Each(awaited.Operation, world, Await);
            case IInvocationOperation call:
                return Call(call, world);
            case IObjectCreationOperation creation:
                return Create(creation, world);
            case IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda }:
                return One(new LambdaValue(Graph, lambda), world);
            case IDelegateCreationOperation { Target: IMethodReferenceOperation method }:
                return Each(method.Instance, world, (receiver, w) => One(new MethodValue(method.Method, receiver, method.IsVirtual), w));
            case IFlowAnonymousFunctionOperation lambda:
                return One(new LambdaValue(Graph, lambda), world);
            case IConversionOperation conversion:
                return Each(conversion.Operand, world, (value, w) => One(Convert(conversion, value), w));
            case IIsNullOperation test:
                return Each(test.Operand, world, (value, w) => One(Known(value.IsNull) ?? Remembered(test, w), w));
            case IIsPatternOperation test:
                return Each(test.Value, world, (value, w) => One(Known(Matches(test.Pattern, value)) ?? Remembered(test, w), w));
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                return Each(negation.Operand, world, (value, w) => One(Known(!value.AsBoolean) ?? FlowValue.Unknown, w));
            case IBinaryOperation binary:
                return Binary(binary, world);
            case IPropertyReferenceOperation property:
                return Property(property, world);
            case IFieldReferenceOperation field:
                return Field(field, world);
            case IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or IArgumentOperation or ITupleOperation:
                return Combine(operation, world);
            default:
                return Children(operation, world);
        }
    }

    private static List<Outcome> One(FlowValue value, World world) => [new Outcome(value, world)];

    private List<Outcome> Each(IOperation? operation, World world, Func<FlowValue, World, List<Outcome>> then)
    {
        var result = new List<Outcome>();
        foreach (Outcome outcome in Evaluate(operation, world))
        {
            result.AddRange(then(outcome.Value, outcome.World));
        }

        return result;
    }

    /// <summary>Evaluates what an operation consists of, for its effects.</summary>
    private List<Outcome> Children(IOperation operation, World world)
    {
        List<World> worlds = [world];
        foreach (IOperation child in operation.ChildOperations)
        {
            worlds = [.. worlds.SelectMany(w => Evaluate(child, w)).Select(o => o.World).Distinct()];
        }

        FlowValue value = operation is IInterpolatedStringOperation or ITypeOfOperation or IAnonymousObjectCreationOperation ? FlowValue.NotNull : FlowValue.Unknown;
        return [.. worlds.Select(w => new Outcome(value, w))];
    }

    /// <summary>An array or list of tasks is pending as its elements are.</summary>
    private List<Outcome> Combine(IOperation operation, World world)
    {
        List<Outcome> outcomes = [new Outcome(FlowValue.NotNull, world)];
        foreach (IOperation child in operation.ChildOperations)
        {
            outcomes = [.. outcomes.SelectMany(o => Evaluate(child, o.World).Select(e => new Outcome(Join(o.Value, e.Value), e.World)))];
        }

        if (operation is IArgumentOperation && operation.ChildOperations.Count == 1)
        {
            return Evaluate(operation.ChildOperations.First(), world);
        }

        return outcomes;
    }

    private static FlowValue Join(FlowValue one, FlowValue other) => (one, other) switch
    {
        (PendingValue a, PendingValue b) => a.And(b),
        (PendingValue, _) => one,
        (_, PendingValue) => other,
        _ => one,
    };

    /// <summary>The value of a statement goes nowhere: a task that emits and is dropped here is not awaited.</summary>
    private List<Outcome> Discard(IOperation operation, World world) =>
        Each(operation, world, (value, w) => One(FlowValue.Unknown, operation is IAssignmentOperation ? w : Drop(value, w)));

    private static World Drop(FlowValue value, World world) =>
        value is PendingValue { Level: > EmissionLevel.None } pending ? world.Emitted(EmissionLevel.NotAwaited, pending.Site) : world;

    private List<Outcome> Await(FlowValue value, World world)
    {
        switch (value)
        {
            case FaultedValue:
                Raise(world, type: null);
                return [];
            case PendingValue pending:
                if (pending.Level == EmissionLevel.None && pending.Result is not (ResultValue or ConstantValue))
                {
                    // A call that was followed has raised what it throws; everything else can throw when awaited.
                    Raise(world, type: null);
                }

                return One(pending.Result, world.Emitted(pending.Level, pending.Site));
            default:
                Raise(world, type: null);
                return One(FlowValue.Unknown, world);
        }
    }

    private List<Outcome> Assign(ISimpleAssignmentOperation assignment, World world)
    {
        IOperation target = FlowAnalysis.Unwrap(assignment.Target);
        if (target is IDiscardOperation)
        {
            return Each(assignment.Value, world, (value, w) => One(value, Drop(value, w)));
        }

        var result = new List<Outcome>();
        foreach (Outcome receiver in EvaluateTarget(target, world))
        {
            foreach (Outcome outcome in Evaluate(assignment.Value, receiver.World))
            {
                World after = Store(target, outcome.Value, outcome.World);
                result.Add(new Outcome(outcome.Value, Changed(target, receiver.Value, assignment, after)));
            }
        }

        return result;
    }

    /// <summary>Evaluates the instance and the indexes of what is assigned to; yields the instance.</summary>
    private List<Outcome> EvaluateTarget(IOperation target, World world) => target switch
    {
        IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Instance is null ? One(FlowValue.Unknown, world) : Evaluate(property.Instance, world),
        IFieldReferenceOperation field => field.Instance is null ? One(FlowValue.Unknown, world) : Evaluate(field.Instance, world),
        ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation => One(FlowValue.Unknown, world),
        _ => Children(target, world),
    };

    private World Store(IOperation target, FlowValue value, World world)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return Forget(local.Local, world).With(local.Local, value);
            case IParameterReferenceOperation parameter:
                return Forget(parameter.Parameter, world).With(parameter.Parameter, value);
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field:
                return Forget(field.Field, world).With(field.Field, value);
            case IFlowCaptureReferenceOperation capture when Captured(capture) is { } original:
                return Store(original, value, world.With(new CaptureSlot(Graph, capture.Id), value));
            case IMemberReferenceOperation member:
                return ForgetMembers(member.Instance, world);
            case ITupleOperation tuple:
                return tuple.Elements.Aggregate(world, (w, e) => Store(FlowAnalysis.Unwrap(e), FlowValue.Unknown, w));
            case IDeclarationExpressionOperation declaration:
                return Store(declaration.Expression, value, world);
            default:
                return world;
        }
    }

    private List<Outcome> Compound(ICompoundAssignmentOperation compound, World world)
    {
        var result = new List<Outcome>();
        foreach (Outcome left in Evaluate(compound.Target, world))
        {
            foreach (Outcome right in Evaluate(compound.Value, left.World))
            {
                FlowValue value = Calculate(compound.OperatorKind, left.Value, right.Value);
                result.Add(new Outcome(value, Mutated(compound.Target, compound, Store(FlowAnalysis.Unwrap(compound.Target), value, right.World))));
            }
        }

        return result;
    }

    private List<Outcome> Step(IIncrementOrDecrementOperation step, World world) =>
        Each(step.Target, world, (value, w) =>
        {
            BinaryOperatorKind kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
            FlowValue next = Calculate(kind, value, new ConstantValue(1));
            return One(step.IsPostfix ? value : next, Mutated(step.Target, step, Store(FlowAnalysis.Unwrap(step.Target), next, w)));
        });

    private List<Outcome> Binary(IBinaryOperation binary, World world)
    {
        var result = new List<Outcome>();
        foreach (Outcome left in Evaluate(binary.LeftOperand, world))
        {
            foreach (Outcome right in Evaluate(binary.RightOperand, left.World))
            {
                FlowValue value = Calculate(binary.OperatorKind, left.Value, right.Value);
                result.Add(new Outcome(ReferenceEquals(value, FlowValue.Unknown) ? Remembered(binary, right.World) : value, right.World));
            }
        }

        return result;
    }

    private static FlowValue Calculate(BinaryOperatorKind kind, FlowValue left, FlowValue right)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            && (left.IsNull == true && right.IsNull == false || left.IsNull == false && right.IsNull == true))
        {
            return FlowValue.Of(kind == BinaryOperatorKind.NotEquals);
        }

        if (left.AsBoolean is { } a && right.AsBoolean is { } b)
        {
            return kind switch
            {
                BinaryOperatorKind.And => FlowValue.Of(a & b),
                BinaryOperatorKind.Or => FlowValue.Of(a | b),
                BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => FlowValue.Of(a != b),
                BinaryOperatorKind.Equals => FlowValue.Of(a == b),
                _ => FlowValue.Unknown,
            };
        }

        if (kind == BinaryOperatorKind.Or && (left.AsBoolean == true || right.AsBoolean == true))
        {
            return FlowValue.True;
        }

        if (kind == BinaryOperatorKind.And && (left.AsBoolean == false || right.AsBoolean == false))
        {
            return FlowValue.False;
        }

        if (left is not ConstantValue { Value: var x } || right is not ConstantValue { Value: var y })
        {
            return FlowValue.Unknown;
        }

        if (x is int m && y is int n)
        {
            return kind switch
            {
                BinaryOperatorKind.Add => new ConstantValue(unchecked(m + n)),
                BinaryOperatorKind.Subtract => new ConstantValue(unchecked(m - n)),
                BinaryOperatorKind.LessThan => FlowValue.Of(m < n),
                BinaryOperatorKind.LessThanOrEqual => FlowValue.Of(m <= n),
                BinaryOperatorKind.GreaterThan => FlowValue.Of(m > n),
                BinaryOperatorKind.GreaterThanOrEqual => FlowValue.Of(m >= n),
                BinaryOperatorKind.Equals => FlowValue.Of(m == n),
                BinaryOperatorKind.NotEquals => FlowValue.Of(m != n),
                _ => FlowValue.Unknown,
            };
        }

        return kind switch
        {
            BinaryOperatorKind.Equals => FlowValue.Of(Equals(x, y)),
            BinaryOperatorKind.NotEquals => FlowValue.Of(!Equals(x, y)),
            _ => FlowValue.Unknown,
        };
    }

    private static FlowValue Convert(IConversionOperation conversion, FlowValue value)
    {
        if (conversion.OperatorMethod is null)
        {
            return value is ConstantValue { Value: not null } && conversion.Conversion.IsNumeric ? FlowValue.Unknown : value;
        }

        // An error that becomes a result is a failed one.
        ITypeSymbol? from = conversion.Operand.Type;
        return from is not null && (from.Name.EndsWith("Error", StringComparison.Ordinal) || from.Name.EndsWith("Exception", StringComparison.Ordinal))
            ? new ResultValue(Succeeded: false)
            : value is ResultValue ? value : FlowValue.Unknown;
    }

    private List<Outcome> Property(IPropertyReferenceOperation property, World world)
    {
        if (property.Instance is null)
        {
            return analysis.IsFailureMember(property.Property) ? One(new ResultValue(Succeeded: false), world)
                : property.Property.Name == "CompletedTask" ? One(FlowValue.Completed, world)
                : Children(property, world);
        }

        var result = new List<Outcome>();
        foreach (Outcome instance in Evaluate(property.Instance, world))
        {
            World after = property.Arguments.Aggregate(instance.World, (w, a) => Evaluate(a.Value, w)[0].World);
            FlowValue value = instance.Value switch
            {
                ResultValue known when ResultTest(property.Property) is { } asksSuccess => FlowValue.Of(known.Succeeded == asksSuccess),
                _ when analysis.Symbols.ResourceOf(property.Type) is not null && property.Type!.IsReferenceType => Loaded(property, mayBeNull: true, isTracked: false, ref after),
                _ => Remembered(property, after),
            };
            if (property.Property.Name == "Result" && FlowAnalysis.IsTaskLike(property.Instance.Type))
            {
                result.AddRange(Await(instance.Value, after));
            }
            else
            {
                result.Add(new Outcome(value, after));
            }
        }

        return result;
    }

    private List<Outcome> Field(IFieldReferenceOperation field, World world) =>
        field.Instance switch
        {
            null => One(analysis.IsFailureMember(field.Field) ? new ResultValue(Succeeded: false) : FlowValue.Unknown, world),
            IInstanceReferenceOperation => One(world[field.Field], world),
            _ => Children(field, world),
        };

    private FlowValue ValueOf(IFlowCaptureReferenceOperation capture, World world)
    {
        FlowValue value = world[new CaptureSlot(Graph, capture.Id)];
        return ReferenceEquals(value, FlowValue.Unknown) && Captured(capture) is { } original and (ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation)
            ? Evaluate(original, world)[0].Value
            : value;
    }

    /// <summary>The variable or member that a capture stands for, where it captures one.</summary>
    private IOperation? Captured(IFlowCaptureReferenceOperation reference) =>
        (_captures ??= FindCaptures()).TryGetValue(reference.Id, out IOperation? captured) ? captured : null;

    private Dictionary<CaptureId, IOperation?> FindCaptures()
    {
        var captures = new Dictionary<CaptureId, IOperation?>();
        foreach (IFlowCaptureOperation capture in Graph.Blocks.SelectMany(b => b.Operations).OfType<IFlowCaptureOperation>())
        {
            IOperation value = FlowAnalysis.Unwrap(capture.Value);
            bool stands = value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IFlowCaptureReferenceOperation
                && !captures.ContainsKey(capture.Id);
            captures[capture.Id] = stands ? value : null;
        }

        return captures;
    }

    private static FlowValue? Known(bool? value) => value is { } known ? FlowValue.Of(known) : null;
}
