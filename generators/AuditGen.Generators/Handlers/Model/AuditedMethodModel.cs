namespace AuditGen.Generators.Handlers;

/// <summary>One audited handler method.</summary>
/// <param name="Name">The method.</param>
/// <param name="Property">The property of its description.</param>
/// <param name="Actions">The action codes, in the order declared.</param>
/// <param name="OnFailure">The action code of a failed command, or <see langword="null"/>.</param>
/// <param name="Independent">Whether it is an operation of its own when nested.</param>
/// <param name="CommandType">The type of the command where it can be named outside the method, else empty.</param>
/// <param name="CommandFacts">What the command carries.</param>
internal sealed record AuditedMethodModel(
    string Name,
    string Property,
    ImmutableEquatableArray<string> Actions,
    string? OnFailure,
    bool Independent,
    string CommandType,
    ImmutableEquatableArray<FactModel> CommandFacts)
{
    /// <summary>Whether a method of its own describes commands, which adapters can use too.</summary>
    public bool HasDescribe => CommandType.Length > 0 && CommandFacts.Count > 0;

    public string DescribeMethod => "Describe" + Property;
}
