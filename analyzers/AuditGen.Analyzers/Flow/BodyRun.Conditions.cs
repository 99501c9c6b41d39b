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

    /// <summary>What the path knows of the question.</summary>
    private FlowValue Remembered(IOperation question, World world)
    {
        if (KeyOf(question, world) is not { } key)
        {
            return FlowValue.Unknown;
        }

        (string positive, bool negated) = Positive(key);
        FlowValue value = world[positive] is var known && ReferenceEquals(known, FlowValue.Unknown) ? Implied(positive, world) : known;
        return negated && value.AsBoolean is { } flag ? FlowValue.Of(!flag) : value;
    }

    /// <summary>The path that knows the answer from now on; null where it knows the opposite.</summary>
    private World? Remember(IOperation question, bool holds, World? world)
    {
        if (world is null || KeyOf(question, world) is not { } key)
        {
            return world;
        }

        (string positive, bool negated) = Positive(key);
        bool answer = holds != negated;
        if (world[positive].AsBoolean is { } known && known != answer)
        {
            return null;
        }

        World remembered = world.With(positive, FlowValue.Of(answer));
        return !answer && IsNowhere(positive, remembered) ? null : remembered;
    }

    /// <summary>What else is known of a number answers whether it is below or above a limit.</summary>
    private static FlowValue Implied(string key, World world)
    {
        if (Comparison(key) is not { } asked)
        {
            return FlowValue.Unknown;
        }

        if (world[asked.Number + " = "] is ConstantValue { Value: int exact } && int.TryParse(asked.Limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int limit))
        {
            return FlowValue.Of(asked.IsBelow ? exact < limit : exact > limit);
        }

        string opposite = "(" + asked.Number + (asked.IsBelow ? " > '" : " < '") + asked.Limit + "')";
        return world[opposite].AsBoolean == true ? FlowValue.False : FlowValue.Unknown;
    }

    private static (string Number, string Limit, bool IsBelow)? Comparison(string key)
    {
        int at = key.IndexOf(" < '", StringComparison.Ordinal);
        bool isBelow = at >= 0;
        at = isBelow ? at : key.IndexOf(" > '", StringComparison.Ordinal);
        return at < 1 || !key.EndsWith("')", StringComparison.Ordinal) ? null : (key.Substring(1, at - 1), key.Substring(at + 4, key.Length - at - 6), isBelow);
    }

    /// <summary>Whether a number would be neither below, nor at, nor above a limit.</summary>
    private static bool IsNowhere(string key, World world) =>
        Comparison(key) is { } asked && IsNowhere(asked.Number, asked.Limit, world);

    private static bool IsNowhere(string number, string limit, World world) =>
        world["(" + number + " < '" + limit + "')"].AsBoolean == false
        && world["(" + number + " > '" + limit + "')"].AsBoolean == false
        && world[number + " = " + limit].AsBoolean == false;

    /// <summary>Of a question and its opposite one is kept.</summary>
    private static (string Key, bool Negated) Positive(string key) =>
        key.StartsWith("!", StringComparison.Ordinal) ? (key.Substring(1), true) : (key, false);

    /// <summary>A text that is the same for the same question about the same things; null where asking again may give another answer.</summary>
    private string? KeyOf(IOperation operation, World world)
    {
        operation = FlowAnalysis.Unwrap(operation);
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Slot(local.Local);
            case IParameterReferenceOperation parameter:
                return Slot(parameter.Parameter);
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field:
                return Slot(field.Field);
            case IFlowCaptureReferenceOperation capture:
                return Captured(capture) is { } original ? KeyOf(original, world) : null;
            case { ConstantValue: { HasValue: true } constant }:
                return "'" + System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture) + "'";
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } property when KeyOf(instance, world) is { } owner:
                return owner + "." + property.Property.Name;
            case IIsNullOperation test when KeyOf(test.Operand, world) is { } operand:
                return "null(" + operand + ")";
            case IIsPatternOperation test when KeyOf(test.Value, world) is { } value && PatternKey(test.Pattern) is { } pattern:
                return Relation(test, value) is { } relation ? relation : pattern == "null" ? "null(" + value + ")" : pattern == "not null" ? "!null(" + value + ")" : "is(" + value + " " + pattern + ")";
            case IBinaryOperation counted when Emptiness(counted, world) is { } emptiness:
                return emptiness;
            case IInvocationOperation { TargetMethod: { Name: "Any", IsExtensionMethod: true, Parameters.Length: 1 }, Arguments: [{ Value: var list }] } when KeyOf(list, world) is { } any:
                return "!empty(" + any + ")";
            case IBinaryOperation binary when KeyOf(binary.LeftOperand, world) is { } left && KeyOf(binary.RightOperand, world) is { } right:
                return Comparison(binary, left, right);
            case IInvocationOperation { Instance: null, TargetMethod: { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String } method, Arguments: [{ Value: var argument }] }
                when KeyOf(argument, world) is { } text:
                return method.Name + "(" + text + ")";
            default:
                return null;
        }
    }

    private static string? Relation(IIsPatternOperation test, string value) =>
        test.Pattern is IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: int limit } } relational
            ? Ordered(relational.OperatorKind, value, "'" + limit.ToString(CultureInfo.InvariantCulture) + "'", total: test.Value.Type?.SpecialType == SpecialType.System_Int32)
            : null;

    private static string? Comparison(IBinaryOperation binary, string left, string right)
    {
        // Of numbers that are no numbers and of absent ones neither a comparison nor its opposite holds.
        bool total = binary.LeftOperand.Type is { IsValueType: true, SpecialType: not (SpecialType.System_Single or SpecialType.System_Double) } && !binary.IsLifted;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => binary.RightOperand.ConstantValue is { HasValue: true, Value: null } ? "null(" + left + ")" : "(" + left + " == " + right + ")",
            BinaryOperatorKind.NotEquals => binary.RightOperand.ConstantValue is { HasValue: true, Value: null } ? "!null(" + left + ")" : "!(" + left + " == " + right + ")",
            _ => Ordered(binary.OperatorKind, left, right, total),
        };
    }

    private static string? Ordered(BinaryOperatorKind kind, string left, string right, bool total) => kind switch
    {
        BinaryOperatorKind.LessThan => "(" + left + " < " + right + ")",
        BinaryOperatorKind.GreaterThan => "(" + left + " > " + right + ")",
        BinaryOperatorKind.GreaterThanOrEqual when total => "!(" + left + " < " + right + ")",
        BinaryOperatorKind.LessThanOrEqual when total => "!(" + left + " > " + right + ")",
        BinaryOperatorKind.GreaterThanOrEqual => "(" + left + " >= " + right + ")",
        BinaryOperatorKind.LessThanOrEqual => "(" + left + " <= " + right + ")",
        _ => null,
    };

    /// <summary>Questions that ask whether a list is empty are one question.</summary>
    private string? Emptiness(IBinaryOperation binary, World world)
    {
        if (FlowAnalysis.Unwrap(binary.LeftOperand) is not IPropertyReferenceOperation { Instance: { } list, Property.Name: "Count" or "Length" }
            || binary.RightOperand.ConstantValue is not { HasValue: true, Value: int limit } || !IsList(list.Type) || KeyOf(list, world) is not { } key)
        {
            return null;
        }

        return (binary.OperatorKind, limit) switch
        {
            (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) or (BinaryOperatorKind.LessThanOrEqual, 0) => "empty(" + key + ")",
            (BinaryOperatorKind.NotEquals, 0) or (BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => "!empty(" + key + ")",
            _ => null,
        };
    }

    private static bool IsList(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || type?.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) == true;

    private static string? PatternKey(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant } =>
            constant.Value is null ? "null" : "'" + System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture) + "'",
        INegatedPatternOperation negated => PatternKey(negated.Pattern) is { } inner ? "not " + inner : null,
        ITypePatternOperation type => type.MatchedType.ToDisplayString(),
        IDeclarationPatternOperation declaration => declaration.MatchedType?.ToDisplayString(),
        IRelationalPatternOperation { Value.ConstantValue: { HasValue: true } constant } relational => relational.OperatorKind + System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        IBinaryPatternOperation binary => PatternKey(binary.LeftPattern) is { } left && PatternKey(binary.RightPattern) is { } right ? left + " " + binary.OperatorKind + " " + right : null,
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => "not null",
        _ => null,
    };

    private static string Slot(ISymbol symbol)
    {
        int start = symbol.Locations.Length > 0 ? symbol.Locations[0].SourceSpan.Start : 0;
        return "<" + symbol.Name + "@" + start.ToString(CultureInfo.InvariantCulture) + ">";
    }

    /// <summary>What was known of a variable is no longer so.</summary>
    private static World Forget(ISymbol symbol, World world)
    {
        string slot = Slot(symbol);
        return world.WithoutAny(key => key is string text && text.Contains(slot));
    }

    /// <summary>What was known of the members of a variable is no longer so: something was done to it.</summary>
    private World ForgetMembers(IOperation? instance, World world)
    {
        if (instance is null || KeyOf(instance, world) is not { } key || FlowAnalysis.Unwrap(instance) is IParameterReferenceOperation { Type.IsRecord: true })
        {
            return world;
        }

        return world.WithoutAny(slot => slot is string text && (text.Contains(key + ".") || text.Contains("empty(" + key)));
    }
}
