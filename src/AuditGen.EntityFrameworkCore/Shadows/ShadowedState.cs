using System.Collections.Immutable;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>A recorded state with what the row holds beside the members of its class.</summary>
/// <param name="Members">The generated state.</param>
/// <param name="Shadows">The values of the recorded shadow properties, of the resource and its parts.</param>
internal sealed record ShadowedState(object Members, ImmutableArray<ShadowValue> Shadows);
