using AuditGen.Actors;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Tests.Contract;

/// <summary>A store under the contract: an empty one that events can be put into.</summary>
public interface IContractStore : IAsyncDisposable
{
    IAuditReader Reader { get; }

    IAuditActors Actors { get; }

    /// <summary>Puts event texts into it, in this order, and returns when they can be found.</summary>
    Task AddAsync(IReadOnlyList<byte[]> texts);
}
