using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>What a path knows of conditions that it has met: the same question has the same answer until something changes.</summary>
internal sealed partial class BodyRun
{
    /// <summary>The path on which the condition has the given value; null where there is none.</summary>
    private World? Assume(IOperation condition, bool holds, World world)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                return Assume(negation.Operand, !holds, world);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Assume(conversion.Operand, holds, world);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: IInstanceReferenceOperation } or IFlowCaptureReferenceOperation:
                return AssumeValue(condition, FlowValue.Of(holds), world);
            case IIsNullOperation test:
                return AssumeNull(test.Operand, holds, Remember(test, holds, world));
            case IIsPatternOperation test:
                return AssumePattern(test, holds, world);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return AssumeEqual(binary, holds == (binary.OperatorKind == BinaryOperatorKind.Equals), holds, world);
            case IPropertyReferenceOperation { Instance: { } instance } property when ResultTest(property.Property) is { } asksSuccess:
                return AssumeValue(instance, new ResultValue(asksSuccess == holds), Remember(property, holds, world));
            case IPropertyReferenceOperation { Instance: { } instance, Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                return AssumeNull(instance, !holds, Remember(condition, holds, world));
            default:
                return Remember(condition, holds, world);
        }
    }

    private World? AssumePattern(IIsPatternOperation test, bool holds, World world)
    {
        World? known = Remember(test, holds, world);
        return known is null ? null : AssumePattern(test.Value, test.Pattern, holds, known);
    }

    private World? AssumePattern(IOperation value, IPatternOperation pattern, bool holds, World world)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return AssumePattern(value, negated.Pattern, !holds, world);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant }:
                return constant.Value is null ? AssumeNull(value, holds, world) : AssumeConstant(value, constant.Value, holds, world);
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared } when holds:
                return AssumeNull(value, isNull: false, world.With(declared, SlotValue(value, world)));
            case IRecursivePatternOperation recursive when holds:
                World? assumed = AssumeNull(value, isNull: false, recursive.DeclaredSymbol is { } variable ? world.With(variable, SlotValue(value, world)) : world);
                foreach (IPropertySubpatternOperation sub in recursive.PropertySubpatterns)
                {
                    if (assumed is not null && sub.Member is IPropertyReferenceOperation member && ResultTest(member.Property) is { } asksSuccess
                        && sub.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } })
                    {
                        assumed = AssumeValue(value, new ResultValue(asksSuccess == expected), assumed);
                    }
                }

                return assumed;
            case IRecursivePatternOperation { PropertySubpatterns: [{ Member: IPropertyReferenceOperation member, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } }] }
                when ResultTest(member.Property) is { } asksSuccess && value.Type?.IsValueType != false:
                return AssumeValue(value, new ResultValue(asksSuccess != expected), world);
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } empty
                when SymbolEqualityComparer.Default.Equals(empty.MatchedType, empty.InputType):
                return AssumeNull(value, isNull: true, world);
            case ITypePatternOperation when holds:
                return AssumeNull(value, isNull: false, world);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either when !holds:
                return AssumePattern(value, either.LeftPattern, holds: false, world) is { } left ? AssumePattern(value, either.RightPattern, holds: false, left) : null;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } all when holds:
                return AssumePattern(value, all.LeftPattern, holds: true, world) is { } both ? AssumePattern(value, all.RightPattern, holds: true, both) : null;
            default:
                return world;
        }
    }

    private World? AssumeEqual(IBinaryOperation binary, bool equal, bool holds, World world)
    {
        World? known = Remember(binary, holds, world);
        if (known is null)
        {
            return null;
        }

        if (binary.RightOperand.ConstantValue is { HasValue: true } right)
        {
            return right.Value is null ? AssumeNull(binary.LeftOperand, equal, known) : AssumeConstant(binary.LeftOperand, right.Value, equal, known);
        }

        return binary.LeftOperand.ConstantValue is { HasValue: true } left
            ? left.Value is null ? AssumeNull(binary.RightOperand, equal, known) : AssumeConstant(binary.RightOperand, left.Value, equal, known)
            : known;
    }

    private World? AssumeConstant(IOperation operand, object constant, bool equal, World world)
    {
        if (constant is bool flag)
        {
            return AssumeValue(operand, FlowValue.Of(flag == equal), world);
        }

        if (KeyOf(operand, world) is not { } key)
        {
            return equal ? AssumeValue(operand, new ConstantValue(constant), world) : world;
        }

        string text = System.Convert.ToString(constant, CultureInfo.InvariantCulture) ?? string.Empty;
        if (world[key + " = "] is ConstantValue { Value: { } known })
        {
            return Equals(known, constant) == equal ? world : null;
        }

        if (world[key + " = " + text].AsBoolean is { } answer)
        {
            return answer == equal ? world : null;
        }

        World remembered = world.With(key + " = " + text, FlowValue.Of(equal));
        if (!equal)
        {
            return constant is int && IsNowhere(key, text, remembered) ? null : remembered;
        }

        return AssumeValue(operand, new ConstantValue(constant), remembered.With(key + " = ", new ConstantValue(constant)));
    }

    private World? AssumeNull(IOperation operand, bool isNull, World? world)
    {
        if (world is null)
        {
            return null;
        }

        FlowValue value = SlotValue(operand, world);
        if (value.IsNull is { } known && known != isNull)
        {
            return null;
        }

        FlowValue assumed = isNull ? FlowValue.Null : value switch
        {
            ObjectValue instance => instance with { MayBeNull = false },
            _ when ReferenceEquals(value, FlowValue.Unknown) => FlowValue.NotNull,
            _ => value,
        };
        return AssumeValue(operand, assumed, world);
    }

    private World? AssumeValue(IOperation operand, FlowValue value, World? world)
    {
        if (world is null)
        {
            return null;
        }

        switch (FlowAnalysis.Unwrap(operand))
        {
            case ILocalReferenceOperation local:
                return Agrees(world[local.Local], value) ? world.With(local.Local, value) : null;
            case IParameterReferenceOperation parameter:
                return Agrees(world[parameter.Parameter], value) ? world.With(parameter.Parameter, value) : null;
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field:
                return Agrees(world[field.Field], value) ? world.With(field.Field, value) : null;
            case IFlowCaptureReferenceOperation capture:
                World captured = world.With(new CaptureSlot(Graph, capture.Id), value);
                return Captured(capture) is { } original ? AssumeValue(original, value, captured) : captured;
            case IAwaitOperation or IInvocationOperation:
                return world;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation when value.AsBoolean is { } flag:
                return Assume(negation.Operand, !flag, world);
            case IAssignmentOperation assignment:
                return AssumeValue(assignment.Target, value, world);
            case IPropertyReferenceOperation { Instance: not null } property when KeyOf(property, world) is { } key:
                return Agrees(world[key], value) ? world.With(key, value) : null;
            default:
                return world;
        }
    }

    private static bool Agrees(FlowValue known, FlowValue assumed) =>
        known is not ConstantValue || assumed is not ConstantValue || known == assumed;

    private FlowValue SlotValue(IOperation operand, World world) => FlowAnalysis.Unwrap(operand) switch
    {
        ILocalReferenceOperation local => world[local.Local],
        IParameterReferenceOperation parameter => world[parameter.Parameter],
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => world[field.Field],
        IFlowCaptureReferenceOperation capture => ValueOf(capture, world),
        IAssignmentOperation assignment => SlotValue(assignment.Target, world),
        IPropertyReferenceOperation { Instance: not null } property when KeyOf(property, world) is { } key => world[key],
        _ => FlowValue.Unknown,
    };

    /// <summary>Whether a pattern matches a value, where that is known.</summary>
    private static bool? Matches(IPatternOperation pattern, FlowValue value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant }:
                return constant.Value is null ? value.IsNull
                    : value is ConstantValue known ? Equals(known.Value, constant.Value)
                    : null;
            case IDeclarationPatternOperation { MatchesNull: true }:
                return true;
            case IDeclarationPatternOperation or ITypePatternOperation or IRecursivePatternOperation when value.IsNull == true:
                return false;
            case IDeclarationPatternOperation declaration when SymbolEqualityComparer.Default.Equals(declaration.MatchedType, declaration.InputType):
                return value.IsNull == false ? true : null;
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } empty
                when SymbolEqualityComparer.Default.Equals(empty.MatchedType, empty.InputType):
                return value.IsNull == false ? true : null;
            case IRecursivePatternOperation { PropertySubpatterns: [{ Member: IPropertyReferenceOperation member, Pattern: var inner }] }
                when value is ResultValue result && ResultTest(member.Property) is { } asksSuccess:
                return Matches(inner, FlowValue.Of(result.Succeeded == asksSuccess));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                bool? left = Matches(either.LeftPattern, value);
                bool? right = Matches(either.RightPattern, value);
                return left == true || right == true ? true : left == false && right == false ? false : null;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } all:
                bool? one = Matches(all.LeftPattern, value);
                bool? other = Matches(all.RightPattern, value);
                return one == false || other == false ? false : one == true && other == true ? true : null;
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: int limit } } relational when value is ConstantValue { Value: int number }:
                return Calculate(relational.OperatorKind, new ConstantValue(number), new ConstantValue(limit)).AsBoolean;
            default:
                return null;
        }
    }

    /// <summary>For a property that asks whether a result is a success: true; whether it is a failure: false; else null.</summary>
    private static bool? ResultTest(IPropertySymbol property) => property.Name switch
    {
        "IsSuccess" or "Succeeded" or "IsOk" or "Success" or "IsSuccessful" => true,
        "IsFailure" or "IsFailed" or "Failed" or "IsError" or "IsFaulted" => false,
        _ => null,
    };
}
