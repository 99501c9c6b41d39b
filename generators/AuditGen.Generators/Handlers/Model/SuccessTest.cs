namespace AuditGen.Generators.Handlers;

/// <summary>How a result tells success from failure.</summary>
/// <param name="Member">The bool property, such as <c>IsSuccess</c>.</param>
/// <param name="MeansFailure">Whether it is true for failures, such as <c>IsFailure</c>.</param>
/// <param name="MayBeNull">Whether the result itself may be null, which counts as success.</param>
internal sealed record SuccessTest(string Member, bool MeansFailure, bool MayBeNull)
{
    /// <summary>The expression that is true when a result means success.</summary>
    public string Expression(string result) => (MeansFailure, MayBeNull) switch
    {
        (false, false) => $"{result}.{Member}",
        (true, false) => $"!{result}.{Member}",
        (false, true) => $"{result}?.{Member} != false",
        (true, true) => $"{result}?.{Member} != true",
    };
}
