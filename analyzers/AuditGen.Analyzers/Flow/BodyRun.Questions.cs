using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>What a path knows of the questions it asked: their texts, their answers, and what makes an answer stale.</summary>
internal sealed partial class BodyRun
{
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
