namespace AuditGen.Generators.Handlers;

/// <summary>One member of a decorated interface, as text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Interface">The interface that declares it: the inner handler is called through it.</param>
/// <param name="IsExplicit">Whether it must be implemented explicitly, because another member looks the same.</param>
/// <param name="Name">The name with type parameters; <c>this</c> for indexers.</param>
/// <param name="Type">The return type, or the type of the property or event.</param>
/// <param name="Parameters">The parameter list without brackets.</param>
/// <param name="Arguments">The argument list without brackets.</param>
/// <param name="Constraints">The constraints of a generic method.</param>
/// <param name="ParameterNames">The names of the parameters, for locals to avoid.</param>
/// <param name="HasGet">Whether the property can be read.</param>
/// <param name="HasSet">Whether the property can be written.</param>
/// <param name="Returns">What the method returns.</param>
/// <param name="Success">How its result tells success, or <see langword="null"/>.</param>
/// <param name="Cancellation">The name of the cancellation token's parameter, or empty.</param>
/// <param name="Command">The name of the command's parameter, or empty.</param>
/// <param name="Facts">What the parameters themselves carry.</param>
/// <param name="Audited">The index of the audited method, or -1 where the call passes through.</param>
internal sealed record ServiceMemberModel(
    ServiceMemberKind Kind,
    string Interface,
    bool IsExplicit,
    string Name,
    string Type,
    string Parameters,
    string Arguments,
    string Constraints,
    ImmutableEquatableArray<string> ParameterNames,
    bool HasGet,
    bool HasSet,
    ReturnKind Returns,
    SuccessTest? Success,
    string Cancellation,
    string Command,
    ImmutableEquatableArray<FactModel> Facts,
    int Audited);
