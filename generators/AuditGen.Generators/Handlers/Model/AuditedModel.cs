namespace AuditGen.Generators.Handlers;

/// <summary>What one <c>[Audited]</c> declaration asks for.</summary>
/// <param name="Handler">The handler, for the first declaration of it; <see langword="null"/> where nothing runs it as an operation.</param>
/// <param name="Actions">The actions.</param>
internal sealed record AuditedModel(HandlerModel? Handler, ImmutableEquatableArray<ActionModel> Actions);
