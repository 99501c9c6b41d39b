using System.Collections.Immutable;

namespace AuditGen.Actors;

/// <summary>
/// The people and services seen as actors, folded from the trail alone: no identity provider is ever asked, so that those who
/// left long ago are still known. What a reader is told of an actor comes from the events that the reader may see.
/// </summary>
public interface IAuditActors
{
    /// <summary>Finds actors, those seen last first; ties by ordinal order of the id.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    ValueTask<ImmutableArray<AuditActorProfile>> SearchAsync(AuditActorQuery query, CancellationToken cancellationToken = default);
}
