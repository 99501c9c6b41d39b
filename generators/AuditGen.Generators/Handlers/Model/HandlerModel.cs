namespace AuditGen.Generators.Handlers;

/// <summary>One handler class.</summary>
/// <param name="FullName">The full name, unique in the assembly.</param>
/// <param name="DeclaringNamespace">The namespace of the handler; empty for the global one.</param>
/// <param name="Name">What generated names begin with: the class name, those around it joined with <c>_</c>.</param>
/// <param name="Display">The handler as in code and documentation.</param>
/// <param name="TypeOf">The operand of <c>typeof</c>, open where generic.</param>
/// <param name="Type">The type, closed over its own type parameters.</param>
/// <param name="TypeParameters">The type parameters with brackets, or empty.</param>
/// <param name="Constraints">Their constraints.</param>
/// <param name="Methods">The audited methods.</param>
/// <param name="Decorators">The decorators.</param>
/// <param name="States">The states of value objects among the facts of its commands.</param>
/// <param name="Enums">The enums among them.</param>
/// <param name="WarningIds">The warnings that naming the handler, its services and its commands gives.</param>
internal sealed record HandlerModel(
    string FullName,
    string DeclaringNamespace,
    string Name,
    string Display,
    string TypeOf,
    string Type,
    string TypeParameters,
    string Constraints,
    ImmutableEquatableArray<AuditedMethodModel> Methods,
    ImmutableEquatableArray<DecoratorModel> Decorators,
    ImmutableEquatableArray<TypeModel> States,
    ImmutableEquatableArray<EnumModel> Enums,
    ImmutableEquatableArray<string> WarningIds)
{
    public bool IsGeneric => TypeParameters.Length > 0;

    /// <summary>The static class with the descriptions of the audited methods.</summary>
    public string DescriptionClass => Name + "Audit";
}
