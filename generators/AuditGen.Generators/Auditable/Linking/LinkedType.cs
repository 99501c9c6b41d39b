namespace AuditGen.Generators;

/// <summary>A type's model with what only all models together tell.</summary>
/// <param name="Type">The model, without members that would lead back into it.</param>
/// <param name="IsClass">Whether its state is a class: resources, and types whose run-time type varies.</param>
/// <param name="BaseState">The state it extends, if any.</param>
/// <param name="Inherited">Names and types of the properties it inherits from that state.</param>
/// <param name="Derived">The types derived from it directly, in a stable order.</param>
/// <param name="ClassStates">Which of the states its members refer to are classes.</param>
internal sealed record LinkedType(
    TypeModel Type,
    bool IsClass,
    string? BaseState,
    ImmutableEquatableArray<string> Inherited,
    ImmutableEquatableArray<DerivedType> Derived,
    ImmutableEquatableArray<string> ClassStates);

/// <summary>A type derived from another one.</summary>
/// <param name="SourceType">The domain type.</param>
/// <param name="State">Its state.</param>
/// <param name="StoredNames">What <c>$type</c> says for it and for all derived from it, former names included.</param>
internal sealed record DerivedType(string SourceType, string State, ImmutableEquatableArray<string> StoredNames);
