namespace AuditGen.Generators;

/// <summary>What one annotated type asks to be generated: its own state, and those of what it is made of.</summary>
internal sealed record AuditableModel(TypeModel Type, ImmutableEquatableArray<TypeModel> Parts, ImmutableEquatableArray<EnumModel> Enums);
