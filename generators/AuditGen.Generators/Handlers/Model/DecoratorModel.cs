namespace AuditGen.Generators.Handlers;

/// <summary>The decorator of one service type of a handler.</summary>
/// <param name="Name">The class.</param>
/// <param name="Service">The interface.</param>
/// <param name="ServiceTypeOf">The operand of <c>typeof</c> for it, open where the handler is generic.</param>
/// <param name="Members">The members of the interface and of those it inherits.</param>
internal sealed record DecoratorModel(string Name, string Service, string ServiceTypeOf, ImmutableEquatableArray<ServiceMemberModel> Members);
