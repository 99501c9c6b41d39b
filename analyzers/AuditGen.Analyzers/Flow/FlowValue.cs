using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>What is known of a value on one path.</summary>
internal abstract record FlowValue
{
    public static readonly FlowValue Unknown = new UnknownValue();
    public static readonly FlowValue NotNull = new NotNullValue();
    public static readonly FlowValue Null = new ConstantValue(null);
    public static readonly FlowValue True = new ConstantValue(true);
    public static readonly FlowValue False = new ConstantValue(false);
    public static readonly FlowValue Completed = new PendingValue(EmissionLevel.None, Site: null, Unknown);
    public static readonly FlowValue Faulted = new FaultedValue();

    public static FlowValue Of(bool value) => value ? True : False;

    public bool? AsBoolean => this is ConstantValue { Value: bool value } ? value : null;

    /// <summary>Whether it is null, where that is known.</summary>
    public bool? IsNull => this switch
    {
        ConstantValue constant => constant.Value is null,
        UnknownValue => null,
        ObjectValue value => value.MayBeNull ? null : false,
        ResultValue => null,
        _ => false,
    };

    private sealed record UnknownValue : FlowValue;

    private sealed record NotNullValue : FlowValue;
}

/// <summary>A constant, null included.</summary>
internal sealed record ConstantValue(object? Value) : FlowValue;

/// <summary>A task, or several. What has been emitted when it was awaited, and its result.</summary>
internal sealed record PendingValue(EmissionLevel Level, IOperation? Site, FlowValue Result) : FlowValue
{
    public PendingValue And(PendingValue other) => other.Level > Level ? this with { Level = other.Level, Site = other.Site } : this;
}

/// <summary>A task that throws when awaited.</summary>
internal sealed record FaultedValue : FlowValue;

/// <summary>A <c>Result</c>-like value of known outcome.</summary>
internal sealed record ResultValue(bool Succeeded) : FlowValue;

/// <summary>An instance that was made or loaded at one place.</summary>
/// <param name="Place">The operation or the parameter it came from: its identity.</param>
/// <param name="MayBeNull">Whether it may be null.</param>
/// <param name="IsNew">Whether it was made on this path.</param>
/// <param name="ExactType">Its type, where it was made here.</param>
internal sealed record ObjectValue(object Place, bool MayBeNull, bool IsNew, ITypeSymbol? ExactType) : FlowValue;

/// <summary>The instance whose method runs.</summary>
internal sealed record ThisValue : FlowValue
{
    public static readonly ThisValue Instance = new();
}

/// <summary>A lambda; its body runs when it is invoked.</summary>
internal sealed record LambdaValue(ControlFlowGraph Graph, IFlowAnonymousFunctionOperation Lambda) : FlowValue;

/// <summary>A method used as a delegate.</summary>
internal sealed record MethodValue(IMethodSymbol Method, FlowValue Receiver, bool IsVirtual) : FlowValue;

/// <summary>An enumerator of a list.</summary>
/// <param name="List">The list's key, where it has one.</param>
/// <param name="Started">Whether it has moved.</param>
internal sealed record EnumeratorValue(string? List, bool Started) : FlowValue;
