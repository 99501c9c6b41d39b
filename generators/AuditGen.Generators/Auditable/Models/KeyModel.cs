namespace AuditGen.Generators;

/// <summary>What a resource or an element is told apart by.</summary>
/// <param name="Members">Names of the key members in the state, in declaration order.</param>
/// <param name="Type">The type of the key: that of the member, or nested pairs.</param>
/// <param name="Codec">Its codec.</param>
/// <param name="Enums">The enums whose generated names the codec needs.</param>
internal sealed record KeyModel(ImmutableEquatableArray<string> Members, string Type, string Codec, ImmutableEquatableArray<string> Enums);
